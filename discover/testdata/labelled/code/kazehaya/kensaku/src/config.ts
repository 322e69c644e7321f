export const cfg = {
  openai: process.env.OPENAI_API_KEY,
  key: "sk-svcacct-h7bJAHfiWwFBaKHV0WGYwMhaPsNoSuchKeyi1LBFdKHDbGHzZdMw3nJTxBECJUT3BlbkFJfkt7P9fZIKxIvgUd11UqejdkXNNoSuchKeyYWxA57AHBT77YYG8guxWXQfGafv",
  hf: `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`,
  maps: "AIza5GZnPH4FpfTqlNoSuchKeyCNVTLdypXhQYM",
  theme: "sk-button-primary-large-rounded-shadow-hover",
  locale: "sk-SK",
  groq: "gsk_",
  prefix: /^sk-(proj|ant)-/,
  doc: "sk-ant-api03-<redacted>",
};
