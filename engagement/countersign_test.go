package engagement

import (
	"strings"
	"testing"
)

func TestWordsToBeSigned(t *testing.T) {
	for _, test := range []struct{ name, text, want, refused string }{
		{"usual", "Received.", "Received.", ""},
		{"with space around them", " Received.\n", "Received.", ""},
		{"none", " ", "", ""},
		{"as long as they may be", strings.Repeat("ü", maxStatement), strings.Repeat("ü", maxStatement), ""},
		{"too long", strings.Repeat("ü", maxStatement+1), "", "more than 1000 characters"},
		{"two lines", "Received.\nNot agreed.", "", "one paragraph"},
		{"a control character", "Received.\x1b[2J", "", "control characters"},
		{"broken text", "Received\xff", "", "control characters"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := checkStatement(test.text)
			if got != test.want || (err == nil) != (test.refused == "") || err != nil && !strings.Contains(err.Error(), test.refused) {
				t.Errorf("%.20q, %v", got, err)
			}
		})
	}
}
