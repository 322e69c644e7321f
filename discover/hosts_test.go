package discover

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"demarc/assess"
)

func hostsOf(patterns ...string) *hosts {
	var indicators []assess.Indicator
	for _, p := range patterns {
		name, weak := strings.CutSuffix(p, "?")
		indicators = append(indicators, assess.Indicator{Kind: assess.IndicatorDomain, Pattern: name, Weak: weak})
	}
	return newHosts(indicators)
}

func TestHostsAreComparedLabelByLabel(t *testing.T) {
	h := hostsOf("openai.com", "api.openai.com", "*.claude.ai", "bedrock-runtime.*.amazonaws.com", "amazonaws.com?", "*.bing.com?", "localai")
	for host, want := range map[string]string{
		"openai.com":          "openai.com",
		"API.OpenAI.com.":     "api.openai.com",
		"eu.api.openai.com":   "api.openai.com",
		"chat.openai.com":     "openai.com",
		"notopenai.com":       "",
		"api.openai.com.evil": "",
		"openai.com.evil.net": "",
		"api.openai.com.":     "api.openai.com",
		"claude.ai":           "*.claude.ai",
		"a.b.claude.ai":       "*.claude.ai",
		"nclaude.ai":          "",
		"com":                 "",
		"localai":             "localai",
		"notlocalai":          "",
		"":                    "",
		".":                   "",
		"..":                  "",
		"www.bing.com":        "*.bing.com",
		"s3.amazonaws.com":    "amazonaws.com",
		"xopenai.com":         "",
		"open.ai.com":         "",
		"bedrock-runtime.eu-central-1.amazonaws.com":     "bedrock-runtime.*.amazonaws.com",
		"bedrock-runtime.a.b.amazonaws.com":              "bedrock-runtime.*.amazonaws.com",
		"vpce-1.bedrock-runtime.eu-west-1.amazonaws.com": "bedrock-runtime.*.amazonaws.com",
		"bedrock-runtime.amazonaws.com":                  "amazonaws.com",
		"bedrock-runtime..amazonaws.com":                 "amazonaws.com",
		"xbedrock-runtime.eu.amazonaws.com":              "amazonaws.com",
		strings.Repeat("a.", 200) + "openai.com":         "",
	} {
		got := ""
		if found := h.find([]byte(host)); found != nil {
			got = found.Pattern
		}
		if got != want {
			t.Errorf("%q is found by %q, not %q", host, got, want)
		}
	}
}

// The quick look at the last two labels never hides what a slow comparison of
// every pattern finds.
func TestTheQuickLookMissesNoHost(t *testing.T) {
	label := rapid.SampledFrom([]string{"a", "b", "ai", "com", "openai", "x-y", "co", "uk"})
	name := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(label, 2, 5).Draw(t, "labels"), ".")
	})
	rapid.Check(t, func(t *rapid.T) {
		patterns := rapid.SliceOfN(name, 1, 6).Draw(t, "patterns")
		host := name.Draw(t, "host")
		want := ""
		for _, p := range patterns {
			if (host == p || strings.HasSuffix(host, "."+p)) && len(p) > len(want) {
				want = p
			}
		}
		got := ""
		if found := hostsOf(patterns...).find([]byte(host)); found != nil {
			got = found.Pattern
		}
		if got != want {
			t.Fatalf("of %q, %q is found by %q, not %q", patterns, host, got, want)
		}
	})
}
