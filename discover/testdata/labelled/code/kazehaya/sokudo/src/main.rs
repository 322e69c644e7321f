use async_openai::{Client, config::OpenAIConfig};
use openapiv3::OpenAPI;
use crate::openai::Hilfe;
use gemini::Request;
// use anthropic_sdk::Client;
mod ollama;
fn main() {
    let url = "https://openrouter.ai/api/v1";
    let cursor = std::io::Cursor::new(vec![]);
    println!("claude");
}
