"""What a question says about time, and the window that follows from it.

span        stretches of days
phrases     where the time phrases stand, what they name and which word relates them to the rest
roles       which of them say when, and which belong to a thing that is named
reading     the window, the days aimed at, or neither where it is not sure
happening   "before the list came out": the day of something that the archive tells of
"""

from bot.answering.asked_time.reading import AskedTime, asked_time

__all__ = ["AskedTime", "asked_time"]
