package exchange

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNearestNames(t *testing.T) {
	candidates := []string{"aws_bedrock", "aws_bedrock_custom", "aws_lambda_bedrock", "azure_openai", "gcp_vertex_fm", "saas_ai"}
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a typing error", "azure_opneai", []string{"azure_openai"}},
		{"case and hyphens", "AZURE-OpenAI", []string{"azure_openai"}},
		{"a word of it", "bedrock", []string{"aws_bedrock", "aws_bedrock_custom", "aws_lambda_bedrock"}},
		{"a word of it with a typing error", "bedrok", []string{"aws_bedrock", "aws_bedrock_custom", "aws_lambda_bedrock"}},
		{"its beginning", "azure", []string{"azure_openai"}},
		{"words in another order", "openai azure", []string{"azure_openai"}},
		{"nothing like it", "mainframe", nil},
		{"nothing", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := NearestNames(test.text, candidates); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestNearestNamesLaws(t *testing.T) {
	word := rapid.StringOfN(rapid.RuneFrom([]rune("abc _-ü😀")), 0, 100, -1)
	rapid.Check(t, func(t *rapid.T) {
		text, candidates := word.Draw(t, "text"), rapid.SliceOf(word).Draw(t, "candidates")
		near := NearestNames(text, candidates)
		if len(near) > 3 {
			t.Fatalf("%d names", len(near))
		}
		for _, n := range near {
			if !slices.Contains(candidates, n) {
				t.Fatalf("%q is no candidate", n)
			}
		}
		if slices.Contains(candidates, text) && (len(near) == 0 || fold(near[0]) != fold(text)) {
			t.Fatalf("%q itself is not the nearest of %q", text, near)
		}
	})
}

func TestDates(t *testing.T) {
	tests := []struct {
		text  string
		order dateOrder
		want  string // "" for a refusal
	}{
		{"2026-11-21", "", "2026-11-21"},
		{"2026-11-21 00:00:00", "", "2026-11-21"},
		{"2026-11-21T09:00:00Z", monthFirst, "2026-11-21"},
		{"2026-13-01", "", ""},
		{"11/21/2026", "", ""},
		{"21 Nov 2026", "", ""},
		{"11/21/2026", monthFirst, "2026-11-21"},
		{"21/11/2026", monthFirst, ""},
		{"1/2/2026 12:00:00 AM", monthFirst, "2026-01-02"},
		{"1/2/2026", dayFirst, "2026-02-01"},
		{"21.11.26", dayFirst, "2026-11-21"},
		{"29-2-2027", dayFirst, ""},
		{"2026/2/1", dayFirst, "2026-02-01"},
		{"2026.2.1", yearFirst, "2026-02-01"},
		{"1/2/2026", yearFirst, ""},
		{"21-Nov-2026", yearFirst, "2026-11-21"},
		{"November 21, 2026", dayFirst, "2026-11-21"},
		{"Nov 2026", dayFirst, ""},
		{"1970-01-01", "", ""},
		{"0/0/0", monthFirst, ""},
		{"soon", monthFirst, ""},
	}
	for _, test := range tests {
		t.Run(test.text+" as "+string(test.order), func(t *testing.T) {
			date, err := parseDate(test.text, test.order)
			if date.String() != test.want || (err == nil) != (test.want != "") {
				t.Errorf("got %q, %v, want %q", date, err, test.want)
			}
			if err != nil && !strings.HasPrefix(err.Error(), "is ") {
				t.Errorf("the reason does not go on from the value: %v", err)
			}
		})
	}
}
