"""Antwortentwürfe für Schäden. Früher mit OpenAI, siehe https://platform.openai.com/docs."""
# import openai
# Modelle von https://huggingface.co/ sind hier nicht erlaubt.
import json
import boto3
import openai
import openairport
from openai import AzureOpenAI
from langchain_community.llms import Ollama as Lokal
from anthropic.types import Message
import anthropic as a
from .openai import hilfe
from tools.anthropic import x
import torch
from transformers import pipeline
import together_layout
import replicate_rows

bedrock = boto3.client("bedrock-runtime", region_name="eu-central-1")
s3 = boto3.client("s3")
openai_enabled = False

def cohere(a, b):
    '''Prüft, ob zwei Schäden zusammenhängen (to cohere).'''
    return a == b

client = openai.OpenAI(base_url="https://api.groq.com/openai/v1")
antwort = client.chat.completions.create(model="gpt-4o", messages=[])
print("openai ist nicht erreichbar")
log("claude@nordlicht.example")
url = "https://zeitung.example.de/openai"
