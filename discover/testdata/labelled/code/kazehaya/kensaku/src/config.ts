export const cfg = {
  openai: process.env.OPENAI_API_KEY,
  key: "sk-svcacct-w3nJTxBECJUfkt7P9fZIKxIvgUNoSuchKeyd11UqejdkXNYWxA57AHBT77YYG8T3BlbkFJguxWXQfGafvTgKbjswEhAgRH5jNoSuchKeyzQr4sQpbf1ue44T5GZnPH4FpfTq",
  hf: `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`,
  maps: "AIza3Pr3aXiBw2klWNoSuchKeyW2kJtw8TelX8C",
  theme: "sk-button-primary-large-rounded-shadow-hover",
  locale: "sk-SK",
  groq: "gsk_",
  prefix: /^sk-(proj|ant)-/,
  doc: "sk-ant-api03-<redacted>",
};
