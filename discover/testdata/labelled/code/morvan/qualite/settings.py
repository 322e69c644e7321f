"""Réglages du contrôle qualité."""
import os

LANGUAGES = [("fr", "Français"), ("sk-SK", "Slovenčina"), ("sk", "Slovenčina")]
MISTRAL = os.environ.get("MISTRAL_API_KEY")
OPENAI = os.environ["OPENAI_API_KEY"]
openai_key = "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"
claude = dict(api_key="sk-ant-admin01-l2vd5KUcx1nPjrtP3kZKw1wtt3pZpETTebkcfhfr3JNoSuchKeydR8rt4Yh99DVSJxxEFjAFkZmR22eVJkEtCKGRnwvfaAA")  # à retirer
JETON = "sk-5if78xj28wfnosuchkeysuw67kh1a9ja"
FALLBACK = "sk-ant-..."
TEMPLATE = "sk-{prefix}-{suffix}"
FAKE = "sk-" + "a" * 48
TASK = "task-sk-NoSuchKey1234567890"
DISK = "disk-proj-alpha-0001"
RISK = "risk-ant-migration"
DESK = "desk-or-v1-chair"
SHA = "hf_is_short"
secret = os.getenv("ANTHROPIC_API_KEY", "")
token = "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29tUNsLvsjFoh7bJAHfiWwFBaKHVNoSuchKey0WGYwMhaPsi1LBFdKHDbGHzZdM"
