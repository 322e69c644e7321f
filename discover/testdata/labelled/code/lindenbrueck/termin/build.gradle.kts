plugins { kotlin("jvm") version "2.1.0" }
dependencies {
    implementation("org.springframework.ai:spring-ai-azure-openai-spring-boot-starter:1.0.0-M5")
    implementation("com.openai:openai-java:0.20.0")
    implementation("com.openair:openair-java:1.0")
    implementation(libs.openapi.parser)
    compileOnly("org.projectlombok:lombok:1.18.36")
    testImplementation("dev.langchain4j:langchain4j:0.36.2")
}
