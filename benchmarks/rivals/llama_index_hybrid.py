"""LlamaIndex with FAISS (exact, inner product) and its BM25 retriever, joined by its reciprocal rank fusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import faiss
from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.retrievers.bm25 import BM25Retriever
from llama_index.vector_stores.faiss import FaissVectorStore

from benchmarks.rivals.task import Task, perform

if TYPE_CHECKING:
    from collections.abc import Callable


def load(task: Task) -> HuggingFaceEmbedding:
    """The model, from its folder."""
    model = HuggingFaceEmbedding(model_name=task.model, device="cpu", embed_batch_size=32)
    model.get_query_embedding("ready")
    return model


def index(model: HuggingFaceEmbedding, task: Task) -> Callable[[str], list[int] | list[str]]:
    """Index the passages by their number. No query is reworded, so that the language model is never asked."""
    nodes = [TextNode(id_=str(number), text=text) for number, text in enumerate(task.passages)]
    vectors = FaissVectorStore(faiss.IndexFlatIP(len(model.get_query_embedding("ready"))))
    context = StorageContext.from_defaults(vector_store=vectors)
    dense = VectorStoreIndex(nodes, storage_context=context, embed_model=model)
    retrievers = [
        dense.as_retriever(similarity_top_k=task.depth),
        BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=task.depth),
    ]
    fusion = QueryFusionRetriever(
        retrievers,
        llm=MockLLM(),
        mode="reciprocal_rerank",
        num_queries=1,
        similarity_top_k=task.depth,
        use_async=False,
    )
    return lambda query: [int(found.node.node_id) for found in fusion.retrieve(query)]


if __name__ == "__main__":
    perform(load, index)
