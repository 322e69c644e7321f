package example.morvan.openai;

import java.util.List;
import com.openai.client.OpenAIClient;
import dev.langchain4j.model.ollama.OllamaChatModel;
import static com.anthropic.models.Model.CLAUDE_3_7_SONNET_LATEST;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.aop.Advisor;
import org.openapitools.client.ApiClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.s3.S3Client;
import example.morvan.anthropic.Humain;
// import com.azure.ai.openai.OpenAIClient;

public class Assistant {
    private final Copilot copilot = new Copilot("Jean-Claude");
    String doc = "https://docs.anthropic.com/";
    List<String> mots = List.of("mistral", "gemini", "perplexity");
}
