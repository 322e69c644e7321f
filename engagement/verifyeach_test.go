package engagement

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarc/report"
	"demarc/sign"
	"demarc/words"
)

// TestEverySortOfReportIsCountedAgain: two by two, every state, edition, part,
// language and form occurs with every other, on a second visit; some are signed.
func TestEverySortOfReportIsCountedAgain(t *testing.T) {
	s := nextVisit(t)
	s.library.Languages = mustLanguages(t)
	languages := []*words.Language{words.English, s.library.Languages[0]}
	parts := partsOf(t, s)
	identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss"}, false, time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for e, edition := range report.Editions {
		for p, part := range parts {
			for a, archive := range []bool{false, true} {
				options := part
				options.Edition, options.Archive = edition, archive
				options.State = report.States[(e+p+2*a)%3]
				options.Language = languages[(e+p+a)%2]
				if options.State == report.Final {
					options.AcceptOmissions = "The board meets tomorrow."
				}
				if edition == report.Redacted {
					options.Release = []string{"engagement/title", "asset/" + parts[1].Asset + "/name"}
				}
				if (e*8+p*2+a)%5 == 0 {
					options.Identity, options.Countersign = identity, archive
				}
				name := fmt.Sprintf("%s %s, part %d, archive %v, language %d, signed %v", edition, options.State, p, archive, (e+p+a)%2, options.Identity != nil)
				t.Run(name, func(t *testing.T) { isCountedAgain(t, s, options) })
			}
		}
	}
}

// partsOf are the whole, an asset, what somebody owns, and the plan of action.
func partsOf(t *testing.T, s *Session) []ReportOptions {
	t.Helper()
	var asset, owner string
	for _, a := range s.state.SortedAssets() {
		if a.Counted() {
			asset = a.Name
		}
	}
	for _, p := range s.state.SortedParties() {
		if !p.Retired {
			owner = p.Name
		}
	}
	if asset == "" || owner == "" {
		t.Fatal("the sample has no assets or parties")
	}
	return []ReportOptions{{}, {Asset: asset}, {Owner: owner}, {Plan: true}}
}

func isCountedAgain(t *testing.T, s *Session, options ReportOptions) {
	path := filepath.Join(t.TempDir(), "report.pdf")
	if _, err := s.Report(context.Background(), path, options); err != nil {
		t.Fatal(err)
	}
	found, _ := checkData(t, s.library, path)
	if options.Asset != "" || options.Owner != "" || options.Plan {
		carriesNoData(t, path, found)
		return
	}
	expect(t, found, "matches", "")
	if !found.Pages || len(found.Said) > 0 {
		t.Errorf("the pages were set again: %v; it says %v", found.Pages, found.Said)
	}
}

// carriesNoData: whoever gets a part must not find the rest in it, or beside it.
func carriesNoData(t *testing.T, path string, found *CheckedData) {
	t.Helper()
	if found.Matches != nil || len(found.Said) != 1 || !strings.Contains(found.Said[0].String(), "names no data") {
		t.Errorf("it matches %v, and says %v", found.Matches, found.Said)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("%d files were written", len(left))
	}
	pdf, err := os.ReadFile(path)
	if err != nil || bytes.Contains(pdf, []byte("EmbeddedFile")) {
		t.Errorf("something is attached, %v", err)
	}
}
