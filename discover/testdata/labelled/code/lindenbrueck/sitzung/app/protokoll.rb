require "json"
require "openai"
require "openapi_parser"
require_relative "openai"
# require "anthropic"
client = OpenAI::Client.new(access_token: ENV.fetch("OPENAI_API_KEY"))
puts "Copilot: Claude Petit"
host = "gemini.lindenbrueck.example"
