'use strict';
const OpenAI = require('openai');
const { BedrockRuntimeClient } = require("@aws-sdk/client-bedrock-runtime");
const { S3Client } = require("@aws-sdk/client-s3");
const mine = require('./openai');
const theirs = require('../lib/anthropic/sdk');
const ai = require('ai-labs-icons');
// const Anthropic = require('@anthropic-ai/sdk');
/* require('groq-sdk') */
import('ollama').then(run);
fetch('https://api.mistral.ai/v1/chat/completions', { method: 'POST' });
fetch('https://fonts.googleapis.com/css2?family=Inter');
fetch('https://api.openai.com.evil.net/v1/models');
fetch('https://generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash:generateContent');
const help = 'Siehe https://help.openai.com/';
const cursor = db.collection('x').find();
const copilot = crew.find(p => p.seat === 'copilot');
