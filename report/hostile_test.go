package report

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"demarc/assess"
)

// hostile are texts that people paste, and some that nobody would.
var hostile = map[string]string{
	"emoji":                    "Bot 🤖 for 👩‍👩‍👧‍👦 and 🇩🇪",
	"combining marks":          "re\u0301sume\u0301 Zu\u0308rich x\u0302 " + "Z\u0335\u0321\u0322a\u0310\u0311l\u0334g\u0357o\u0358",
	"right to left":            "שלום עולם مرحبا بالعالم \u202Egnp.exe\u202C",
	"Chinese":                  "保険金請求の振り分け",
	"control characters":       "a\x00b\x01c\x1b[31md\x7fe\u0085f\u2028g",
	"line breaks":              "first\r\nsecond\rthird\n\n\nlast",
	"a formula":                `=cmd|' /C calc'!A0`,
	"PDF syntax":               `) Tj ET Q endstream endobj (\\( %%EOF << >> \) (`,
	"not UTF-8":                "\xff\xfe\xc3(\xed\xa0\x80 end",
	"10,000 letters, no space": strings.Repeat("W", 10_000),
	"10,000 characters":        strings.Repeat("all work and no play ", 477),
	"10,000 line breaks":       strings.Repeat("\n", 10_000),
	"only spaces":              " \t\u00a0\u2003 ",
	"only unseen characters":   "\u200b\u200d\ufeff\u00ad",
	"a path":                   strings.Repeat("/very/long/path_of-parts", 40),
	"the last characters":      "\uFFFD\uFFFE\uFFFF\U0010FFFF",
	"empty":                    "",
}

// stateOf says a text in every field of every record.
func stateOf(text string) *assess.State {
	s := smallState()
	s.Put(&assess.Engagement{ID: "e", Client: text, Title: text, Assessor: text, Objective: text, Criteria: text, Units: []string{text, text}, Accounts: []string{text},
		Exclusions: map[string]assess.Exclusion{"x": {What: text, Reason: text, AgreedBy: text}}, ConfirmedBy: text, Reliance: text, RestrictedUse: text})
	s.Put(&assess.Party{ID: "p1", Name: text, Type: assess.Person, Function: text, Email: text})
	for _, hosting := range []string{"cloud_fm", "own_rack", "unknown", text} {
		s.Put(&assess.Asset{ID: "h-" + hosting[:min(9, len(hosting))], Name: text, Hosting: hosting, Provider: text, Service: text, Model: text, Account: text, Region: text, Endpoint: text, Environment: text,
			Data: []string{text}, Tags: []string{text}, ExternalID: text, Notes: text, Owner: "p1"})
	}
	s.Put(&assess.Asset{ID: "gone", Name: text, Lifecycle: assess.LifecycleRetired})
	said := assess.Answer{
		Customer: &assess.Clause{Accountable: "p1", Responsible: []string{"p1", text}}, Provider: &assess.Clause{Accountable: "p2", Reference: &assess.Reference{Text: text, Services: text, Regions: text}},
		Boundary: &assess.Decision{Owner: assess.OwnerShared, Rationale: text, Reference: text, By: text}, Declared: &assess.Statement{Status: assess.Implemented, By: "p1", At: at("2026-11-03")},
		Concluded: &assess.Statement{Status: assess.PartialStatus, By: text, At: at("2026-11-03")}, Rationale: text,
	}
	s.Put(&assess.Rule{ID: "h", Scope: assess.Scope{Kind: assess.ScopeTag, Value: text}, Category: "monitoring", At: at("2026-11-02"), Answer: said})
	s.Put(&assess.Cell{Asset: "a1", Control: "T-001", Answer: said, Reopened: text})
	s.Put(&assess.Evidence{ID: "h", Name: text, Note: text, CollectedBy: text, ProvidedBy: text, SHA256: strings.Repeat("ab", 32), Assets: []string{"a1"}})
	for _, f := range assess.Evaluate(s, smallCatalogue(), fixedNow).Findings() {
		s.Put(&assess.Disposition{Finding: f.ID, As: assess.DispositionDisputed, By: "p1", Authority: text, Reason: text, Recorder: text, Severity: assess.SeverityLow, SeverityReason: text})
		s.Put(&assess.Action{ID: "t" + f.ID, Title: text, Findings: []string{f.ID}, Notes: text})
	}
	return s
}

// catalogueOf says a text wherever a pack of the assessor's own could.
func catalogueOf(text string) *assess.Catalogue { return reworded(smallCatalogue(), text) }

func reworded(c *assess.Catalogue, text string) *assess.Catalogue {
	c.Version = text
	c.Packs[0].Title, c.Packs[0].Version = text, text
	for i := range c.Models {
		c.Models[i].Name, c.Models[i].ServiceType = text, text
	}
	for i := range c.Controls {
		c.Controls[i].Name, c.Controls[i].Short, c.Controls[i].Description, c.Controls[i].Category = text, text, text, text
	}
	for i := range c.Frameworks {
		c.Frameworks[i].Name, c.Frameworks[i].Edition, c.Frameworks[i].Note = text, text, text
	}
	baselines := c.Baselines()
	for i := range baselines {
		l := &baselines[i]
		l.ProviderOffers, l.CustomerActions, l.Gap, l.Note, l.Conditions = text, []string{text, text}, text, text, text
		l.Source, l.EvidenceToGet, l.VerificationNote, l.ChangedSince = text, text, text, text
	}
	c.Index(baselines)
	return c
}

func hostileInput(tb testing.TB, text string) Input {
	in := inputOf(tb, stateOf(text), catalogueOf(text))
	in.Program = text
	in.Signer = &Signer{Name: text, Organisation: text, Email: text, Fingerprint: text, Statement: text, SelfSigned: true}
	return in
}

func TestHostileTextsAreSet(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		t.Run(name, func(t *testing.T) {
			document := mustWrite(t, hostileInput(t, hostile[name]))
			checkWithQPDF(t, document.PDF)
			pages := readPages(t, document.PDF)
			for _, fault := range layoutFaults(pages) {
				t.Error(fault)
			}
			if n := len(chapterPages(pages, "Summary")); n != 1 {
				t.Errorf("the summary takes %d pages", n)
			}
		})
	}
}
