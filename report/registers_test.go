package report

import (
	"strings"
	"testing"

	"demarc/assess"
)

func TestEvidenceSaysANoteOnce(t *testing.T) {
	long := "Talked through the on-call rota and the way an incident is handed to the vendor."
	for _, c := range []struct{ name, title, note, want string }{
		{"a note alone", "talk", "talk", "talk"},
		{"a long note alone", shorten(long, 60), long, long},
		{"a long note of several lines", shorten("A first line. "+long, 60), "A first line.\n" + long, "A first line.\n" + long},
		{"a note with a name", "Interview, M. Okafor", "talk", "Interview, M. Okafor\ntalk"},
		{"a note that begins with the file's name", "rag", "rag is set up well", "rag\nrag is set up well"},
		{"a file without a note", "rag-config.json", "", "rag-config.json"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := evidenceText(&assess.Evidence{Name: c.title, Note: c.note}); got != c.want {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
}

func TestABaselineThatTheCatalogueHasNotIsSaidToBeMissing(t *testing.T) {
	b := mustBook(t, smallInput(t))
	said := func(l *assess.Baseline) string {
		var lines []string
		for _, n := range b.baselineNotes(l) {
			lines = append(lines, n.label+": "+n.value)
		}
		return strings.Join(lines, "; ")
	}
	if got, want := said(b.catalogue.Baseline("own_rack", "T-002")), "Source: none: the catalogue has no baseline for this control on this hosting model"; got != want {
		t.Errorf("where there is no baseline it says %q", got)
	}
	if got := said(b.catalogue.Baseline("cloud_fm", "T-002")); !strings.Contains(got, "How checked: the page was not opened") {
		t.Errorf("where the source was not opened it says %q", got)
	}
}
