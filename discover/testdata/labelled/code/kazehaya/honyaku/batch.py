from __future__ import annotations
import sys, openai
try:
    import vertexai
except ImportError:
    vertexai = None
def main():
    from google import genai
    from google.cloud import storage
    from google.cloud import aiplatform
    import google.generativeai as palm
    import importlib
    mod = importlib.import_module("mistralai")
    text = "import openai"
    print(text, "from anthropic import Anthropic")
if TYPE_CHECKING:
    from crewai import Agent
import gemini
import ai
import llama
import ollama_notes
