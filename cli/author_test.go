package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarc/assets"
	"demarc/engagement"
	"demarc/history"
)

// An author that no commit can carry is a call that is wrong, whatever it was
// to do.
func TestAnAuthorThatIsNoName(t *testing.T) {
	tests := map[string]struct {
		author string
		exit   int
	}{
		"a name":                {"M. Okafor", 0},
		"as long as there is":   {strings.Repeat("a", history.MaxAuthor), 0},
		"longer":                {strings.Repeat("a", history.MaxAuthor+1), 2},
		"not written in a text": {"M. \xff", 2},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var said bytes.Buffer
			library := engagement.Library{Catalogue: assets.Catalogue()}
			arguments := []string{"new", filepath.Join(t.TempDir(), "a.demarc"), "--client", "Acme", "--author", test.author}
			exit := Run(t.Context(), arguments, Streams{In: os.Stdin, Out: &bytes.Buffer{}, Err: &said}, library, nil)
			if exit != test.exit || exit == 2 && !strings.HasPrefix(said.String(), "demarc: the author's name is too long, or no text\n") {
				t.Errorf("exit %d, said %q", exit, said.String())
			}
		})
	}
}
