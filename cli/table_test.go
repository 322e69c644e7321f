package cli

import (
	"strings"
	"testing"
)

func TestColumnsLineUpOnATerminal(t *testing.T) {
	var out strings.Builder
	table := newTable(&out, "NAME", "ID")
	table.row("Claims bot", "1")
	table.row("再保険", "2")        // two places each
	table.row("cafe\u0301", "3") // an accent that takes none
	table.row("👩‍💻 bot", "4")    // one picture of three characters
	table.row("a\nb", "5")
	table.end()
	want := "NAME        ID\nClaims bot  1\n再保険      2\ncafe\u0301        3\n👩‍💻 bot      4\na b         5\n"
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"short enough", "Claims", "Claims"},
		{"too long", "Claims bot", "Claim…"},
		{"no half of a wide character", "再保険保険", "再保…"},
		{"no accent without its letter", "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", "e\u0301e\u0301e\u0301e\u0301e\u0301…"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := cut(c.text, 6); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
