"""The schema, as the scripts that made it: the n-th brings a database from version n - 1 to n. Never change one."""

from __future__ import annotations

MIGRATIONS = (
    """
    -- Every answer given, with its question and the turns before it: what its buttons and a follow-up stand on.
    create table answer (
        id text primary key,
        made real not null,               -- seconds since 1970
        person integer not null,          -- who asked
        server integer,                   -- null in private channels
        channel integer not null,
        message integer,                  -- the message that shows it; null until it is sent
        hidden integer not null,          -- 1: shown to the asker alone
        question text not null,           -- JSON
        answer text not null              -- JSON
    ) without rowid;
    create index answer_message on answer (message);
    create index answer_speaker on answer (channel, person, made);
    create index answer_person on answer (person);
    create index answer_made on answer (made);

    -- Threads that the bot has opened: each is one conversation.
    create table thread (
        id integer primary key,
        made real not null,
        person integer not null,          -- who had it opened
        answer text not null              -- the answer that it starts from
    );

    create table feedback (
        answer text not null,
        person integer not null,
        made real not null,
        good integer not null,
        reason text,
        primary key (answer, person)
    ) without rowid;
    create index feedback_person on feedback (person);

    create table search (
        id text primary key,
        made real not null,
        person integer not null,
        query text not null               -- JSON
    ) without rowid;
    create index search_person on search (person);

    create table server (id integer primary key, settings text not null);
    """,
)
