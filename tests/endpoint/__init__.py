"""An OpenAI-compatible endpoint of our own on loopback, which says whatever a test or a benchmark wants it to say."""

from tests.endpoint.dripping import Dripping
from tests.endpoint.server import ModelEndpoint, Script, numbered

__all__ = ["Dripping", "ModelEndpoint", "Script", "numbered"]
