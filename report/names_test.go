package report

import (
	"strings"
	"testing"

	"demarc/assess"
)

func TestANameThatCannotBeReadIsFollowedByAnID(t *testing.T) {
	b := mustBook(t, smallInput(t))
	const id = "0192f4c1-7a3b-7cde-8f01-23456789abcd"
	for _, c := range []struct{ name, asset, external, want string }{
		{"readable", "Claims triage", "X-1", "Claims triage"},
		{"letters of Europe", "Žižek Ελένη", "X-1", "Žižek Ελένη"},
		{"boxes, and an id of the client's", "שלום עולם", "CMDB-17", "שלום עולם (CMDB-17)"},
		{"boxes, and no other id", "שלום", "", "שלום (…6789abcd)"},
		{"numbers do not make it readable", "保険 2026-11", "X-2", "保険 2026-11 (X-2)"},
		{"half of it boxes", "ab保険", "X-3", "ab保険 (X-3)"},
		{"less than half of it boxes", "abc保険", "X-3", "abc保険"},
		{"marks that compose", "e\u0301u\u0308", "X-4", "e\u0301u\u0308"},
		{"one emoji", "Bot 🤖", "X-4", "Bot 🤖"},
		{"long, and all of it boxes", strings.Repeat("保", 400), "X-5", strings.Repeat("保", 19) + "… (X-5)"},
		{"line breaks", "Claims\r\n\ttriage\u2028assistant ", "", "Claims triage assistant"},
		{"empty", "", "X-6", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := b.fullName(&assess.Asset{ID: id, Name: c.asset, ExternalID: c.external}); got != c.want {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
}

func TestAssetsWithUnreadableNamesAreToldApartWhereverTheyAreListed(t *testing.T) {
	s := smallState()
	s.Put(&assess.Asset{ID: "h1", Name: "שלום עולם", ExternalID: "CMDB-17", Hosting: "cloud_fm"})
	s.Put(&assess.Asset{ID: "h2", Name: "שלום עולם", ExternalID: "CMDB-18", Hosting: "cloud_fm"})
	pages := readPages(t, mustWrite(t, inputOf(t, s, smallCatalogue())).PDF)
	for _, chapter := range []string{"Assets", "Responsibility matrix", "Asset sheets", "Findings"} {
		var words string
		for _, p := range chapterPages(pages, chapter) {
			words += p.words() + " "
		}
		for _, says := range []string{"□□□□ □□□□ (CMDB-17)", "□□□□ □□□□ (CMDB-18)"} {
			if !strings.Contains(words, says) {
				t.Errorf("%s lacks %q", chapter, says)
			}
		}
	}
}

func TestLineBreaksInNamesDoNotTearTitles(t *testing.T) {
	s := smallState()
	s.Put(&assess.Engagement{ID: "e", Client: "Nordhaven\nInsurance", Title: "AI\r\nestate"})
	s.Put(&assess.Party{ID: "p1", Name: "M.\nOkafor", Type: assess.Person})
	s.Put(&assess.Asset{ID: "a1", Name: "Claims\n\ntriage", Hosting: "cloud_fm", Service: "run\ntime", Owner: "p1"})
	var set []string
	for _, p := range readPages(t, mustWrite(t, inputOf(t, s, smallCatalogue())).PDF) {
		for _, text := range p.texts {
			set = append(set, text.text)
		}
	}
	all := "\n" + strings.Join(set, "\n") + "\n"
	for _, torn := range []string{"\nNordhaven\n", "\nAI\n", "\nM.\n", "\nClaims\n", "on Claims\n", "\nrun\n"} {
		if strings.Contains(all, torn) {
			t.Errorf("a line ends where a name was broken: %q", torn)
		}
	}
	for _, whole := range []string{"\nNordhaven Insurance\n", "\nAI estate\n", "\nM. Okafor\n", "\nClaims triage\n", "\nrun time\n"} {
		if !strings.Contains(all, whole) {
			t.Errorf("no line is %q", whole)
		}
	}
}
