package handover

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/assess"
	"demarc/engagement"
	"demarc/report"
	"demarc/sign"
)

// begun opens an engagement in which nothing was said yet.
func begun(t *testing.T, client string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "new.demarc")
	session, err := engagement.Create(path, engagement.Beginning{Client: client}, engagement.Options{
		Library: desktest.Library(t), Who: engagement.Who{Author: "J. Weiss"}, Now: desktest.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func text(value string) *string { return &value }

func find(t *testing.T, lines []line, id string) line {
	t.Helper()
	for _, l := range lines {
		if l.id == id {
			return l
		}
	}
	t.Fatalf("the checklist has no line %q", id)
	return line{}
}

func has(lines []line, id string) bool {
	for _, l := range lines {
		if l.id == id {
			return true
		}
	}
	return false
}

func TestChecklistOfANewEngagementAsksForTheScopeAndForAssets(t *testing.T) {
	d, _ := desktest.Open(t, begun(t, "Halden Bank"))
	lines := checklist(d)
	for _, id := range []string{"scope.objective", "scope.criteria", "scope.period", "scope.units", "scope.confirmed_by", "scope.reviewer", "assets"} {
		if l := find(t, lines, id); l.mark != blocks {
			t.Errorf("%s (%q) does not stand in the way", id, l.text)
		}
	}
	for _, id := range []string{"scope", "unowned", "not_assessed", "critical"} {
		if has(lines, id) {
			t.Errorf("%s is praised or counted without an asset", id)
		}
	}
}

func TestChecklistCountsWhatTheEvaluationCounts(t *testing.T) {
	d, _ := desktest.New(t)
	totals, lines := d.Session.Evaluation().Totals(), checklist(d)
	for _, c := range []struct {
		id, text, filter string
		screen           desk.ScreenName
		mark             mark
	}{
		{"unowned", fmt.Sprintf("%d of %d cells unowned", totals.Unowned, totals.Cells), "unowned", desk.Responsibilities, blocks},
		{"not_assessed", fmt.Sprintf("%d cells not assessed", totals.NotAssessed), "not_assessed", desk.Responsibilities, limits},
		{"presumed", fmt.Sprintf("%d cells on the provider's word alone", totals.Presumed), "presumed", desk.Responsibilities, limits},
	} {
		l := find(t, lines, c.id)
		if l.text != c.text || l.mark != c.mark || l.place.Screen != c.screen || l.place.Filter != c.filter {
			t.Errorf("%s is %+v", c.id, l)
		}
	}
	if lines[0].id != "unowned" || !lines[0].loud {
		t.Errorf("the first line is %q, not what nobody owns", lines[0].text)
	}
	for i := range lines[1:] {
		if lines[i].mark > lines[i+1].mark {
			t.Errorf("%q stands before %q", lines[i].text, lines[i+1].text)
		}
	}
}

func TestChecklistCountsACriticalFindingUntilItIsAnswered(t *testing.T) {
	for name, answer := range map[string]func(s *engagement.Session, finding string) error{
		"by an action": func(s *engagement.Session, finding string) error {
			_, err := s.AddAction(engagement.ActionFields{Title: text("Find an owner"), AddFindings: []string{finding}})
			return err
		},
		"by a disposition": func(s *engagement.Session, finding string) error {
			_, err := s.Decide(finding, engagement.DecisionFields{As: "in_progress", Reason: "the team looks into it"})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, _ := desktest.New(t)
			before, _ := openFindings(d)
			var open string
			answered := map[string]bool{}
			for _, action := range d.Session.State().Actions {
				for _, id := range action.Findings {
					answered[id] = true
				}
			}
			for _, f := range d.Session.Evaluation().Findings() {
				if f.Severity == assess.SeverityCritical && f.Disposition == nil && !answered[f.ID] {
					open = f.ID
					break
				}
			}
			if err := answer(d.Session, open); err != nil {
				t.Fatal(err)
			}
			if after, _ := openFindings(d); after != before-1 {
				t.Errorf("%d were open and %d are", before, after)
			}
			if _, err := d.Session.Undo(nil); err != nil {
				t.Fatal(err)
			}
			if after, _ := openFindings(d); after != before {
				t.Errorf("%d were open and after undo %d are", before, after)
			}
		})
	}
}

// Every field of the form is stored as it was typed, and read back so.
func TestScopePartsAreStoredAndReadBack(t *testing.T) {
	typed := map[string]string{"as_of": "2026-10-01", "confirmed_on": "2026-10-02", "period": "2026-01-01..2026-06-30", "units": "Actuarial\nClaims", "accounts": "AWS 4471\nAzure prod"}
	d, _ := desktest.Open(t, begun(t, "Halden Bank"))
	for _, part := range scopeParts(d) {
		t.Run(part.id, func(t *testing.T) {
			value, ok := typed[part.id]
			if !ok {
				value = "Something else"
			}
			before := part.get(d.Session.State().Engagement)
			if said, err := saveScope(d, part, value); err != nil || !strings.Contains(said, part.name) {
				t.Fatalf("%q, %v", said, err)
			}
			if got := part.get(d.Session.State().Engagement); got != value {
				t.Errorf("%q was stored for %q", got, value)
			}
			if _, err := d.Session.Undo(nil); err != nil {
				t.Fatal(err)
			}
			if got := part.get(d.Session.State().Engagement); got != before {
				t.Errorf("after undo it is %q, not %q", got, before)
			}
		})
	}
}

func TestEveryVerdictHasASentenceOfItsOwn(t *testing.T) {
	d, _ := desktest.New(t)
	seen := map[string]sign.Verdict{}
	for _, verdict := range []sign.Verdict{sign.IntactTrusted, sign.IntactUntrusted, sign.ChangedAfterSigning, sign.Tampered, sign.Unsigned, sign.Malformed, sign.NotSupported, "something new"} {
		sentence, meaning := verdictWords(d, verdict)
		if sentence == "" || meaning == "" || strings.Contains(sentence+meaning, "_") {
			t.Errorf("%s is said as %q, %q", verdict, sentence, meaning)
		}
		if other, taken := seen[meaning]; taken {
			t.Errorf("%s and %s are said alike", verdict, other)
		}
		seen[meaning] = verdict
	}
}

func TestVerdictSaysWhatASignatureProves(t *testing.T) {
	yes, no := true, false
	for name, c := range map[string]struct {
		v          engagement.VerifiedPDF
		made       string
		presenting bool
		want       []string
		never      []string
	}{
		"made here": {
			v:    engagement.VerifiedPDF{PDFReport: sign.PDFReport{Verdict: sign.IntactUntrusted, Signatures: []sign.SignatureReport{{Name: "Ada", Fingerprint: "AA", SelfSigned: true}}}},
			made: "AA", want: []string{"made on this computer", "not who Ada is"},
		},
		"made by its holder elsewhere": {
			v:    engagement.VerifiedPDF{PDFReport: sign.PDFReport{Verdict: sign.IntactUntrusted, Signatures: []sign.SignatureReport{{Name: "Ada", Fingerprint: "BB", SelfSigned: true}}}},
			made: "AA", want: []string{"its holder made"}, never: []string{"on this computer"},
		},
		"issued by an authority": {
			v:    engagement.VerifiedPDF{PDFReport: sign.PDFReport{Verdict: sign.IntactUntrusted, Signatures: []sign.SignatureReport{{Name: "Ada"}}}},
			want: []string{"an authority that is not known here"},
		},
		"broken: nothing is taken as proved": {
			v:    engagement.VerifiedPDF{Head: "00", PDFReport: sign.PDFReport{Verdict: sign.Tampered, Signatures: []sign.SignatureReport{{Name: "Ada", SelfSigned: true, Trusted: true}}}},
			want: []string{"nothing of it is proved", "Tampered with"}, never: []string{"vouches for the certificate", "this engagement"},
		},
		"presenting: nobody is named": {
			v:          engagement.VerifiedPDF{PDFReport: sign.PDFReport{Verdict: sign.IntactUntrusted, Signatures: []sign.SignatureReport{{Name: "Ada", SelfSigned: true}}}},
			presenting: true, want: []string{"the signer"}, never: []string{"Ada"},
		},
		"of another engagement": {
			v:    engagement.VerifiedPDF{PDFReport: sign.PDFReport{Verdict: sign.IntactUntrusted}, Head: "00", Engagement: "another", Found: &no},
			want: []string{"another engagement"}, never: []string{"rolled back"},
		},
		"of a history that is gone": {
			v:    engagement.VerifiedPDF{PDFReport: sign.PDFReport{Verdict: sign.IntactUntrusted}, Head: "00", Found: &no},
			want: []string{"rolled back to an earlier copy"},
		},
		"of this engagement, changed since": {
			v:    engagement.VerifiedPDF{PDFReport: sign.PDFReport{Verdict: sign.IntactUntrusted}, Head: "00", Found: &yes, CommitsSince: 2, ChangedSince: []string{"asset A: retired"}},
			want: []string{"made from this engagement", "2 commits since:", "asset A: retired"},
		},
		"not signed: it only says so itself": {
			v:    engagement.VerifiedPDF{PDFReport: sign.PDFReport{Verdict: sign.Unsigned}, Head: "00", Found: &yes},
			want: []string{"As it says of itself", "Nothing has changed since."},
		},
		"without origin": {
			v:    engagement.VerifiedPDF{PDFReport: sign.PDFReport{Verdict: sign.Unsigned}},
			want: []string{"does not say from which engagement"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, _ := desktest.New(t)
			d.Presenting = c.presenting
			d.Memory.Set(madeKey, c.made)
			said := fmt.Sprintf("%+v", judge(d, &c.v))
			for _, want := range c.want {
				if !strings.Contains(said, want) {
					t.Errorf("%q is not said: %s", want, said)
				}
			}
			for _, never := range c.never {
				if strings.Contains(said, never) {
					t.Errorf("%q is said: %s", never, said)
				}
			}
		})
	}
}

func TestManyChangesAreCutToTheNewest(t *testing.T) {
	d, _ := desktest.New(t)
	yes := true
	v := engagement.VerifiedPDF{PDFReport: sign.PDFReport{Verdict: sign.IntactUntrusted}, Head: "00", Found: &yes, CommitsSince: 40}
	for i := range 40 {
		v.ChangedSince = append(v.ChangedSince, fmt.Sprint("change ", i))
	}
	j := judge(d, &v)
	if len(j.since) != mostChanges || j.since[len(j.since)-1] != "change 39" || j.more != 40-mostChanges {
		t.Errorf("%d are listed, the last is %q, %d are left out", len(j.since), j.since[len(j.since)-1], j.more)
	}
}

func TestDraftOfAnIdentityIsCheckedFieldByField(t *testing.T) {
	d, _ := desktest.New(t)
	good := draft{name: "Ada", email: "ada@example.org", passphrase: "x", again: "x"}
	if wrong := good.wrong(d); len(wrong) > 0 {
		t.Errorf("a good one is refused: %v", wrong)
	}
	for field, c := range map[string]draft{
		"name":         {passphrase: "x", again: "x"},
		"organisation": {name: "Ada", organisation: strings.Repeat("o", 65), passphrase: "x", again: "x"},
		"email":        {name: "Ada", email: "ada@exämple", passphrase: "x", again: "x"},
		"passphrase":   {name: "Ada"},
		"again":        {name: "Ada", passphrase: "x", again: "y"},
	} {
		t.Run(field, func(t *testing.T) {
			if wrong := c.wrong(d); len(wrong) != 1 || wrong[field] == "" {
				t.Errorf("what is wrong is said as %v", wrong)
			}
		})
	}
}

func TestIdentityTroubleIsSaidInPlainWords(t *testing.T) {
	d, _ := desktest.New(t)
	for _, err := range []error{sign.ErrWrongPassphrase, sign.ErrNotPKCS12, sign.ErrNoKey, sign.ErrNoCertificate, sign.ErrExpired, sign.ErrNotYetValid, sign.ErrKeyUsage, sign.ErrKeyKind, sign.ErrKeyMismatch} {
		said := identityTrouble(d, fmt.Errorf("weiss.p12: %w", err))
		if said == "" || strings.Contains(said, "weiss.p12") || !strings.HasSuffix(said, ".") {
			t.Errorf("%v is said as %q", err, said)
		}
	}
	if said := identityTrouble(d, errors.New("the disk is on fire")); said != "The disk is on fire." {
		t.Errorf("another error is said as %q", said)
	}
}

func TestAnExpiredIdentityIsShownWithItsTrouble(t *testing.T) {
	d, _ := desktest.New(t)
	identity, err := sign.NewIdentity(sign.Subject{Name: "Ada", Organisation: "Weiss & Partner"}, false, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	h := describe(d, identity, time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC))
	if !strings.Contains(h.trouble, "expired") || h.name != "Ada" || h.detail != "Weiss & Partner" {
		t.Errorf("it is shown as %+v", h)
	}
	if joined := strings.Join(h.fingerprint, ":"); joined != identity.Fingerprint() || len(h.fingerprint) != 2 {
		t.Errorf("the fingerprint is shown as %q", h.fingerprint)
	}
}

func TestFileNameSuitsEveryFileSystem(t *testing.T) {
	for name, c := range map[string]struct {
		client, part, day string
		signed            bool
		want              string
	}{
		"as usual":       {"Nordhaven Insurance", "", "2026-11-21", true, "nordhaven-insurance-2026-11-21.pdf"},
		"not signed":     {"Nordhaven Insurance", "", "2026-11-21", false, "nordhaven-insurance-2026-11-21-unsigned.pdf"},
		"a part":         {"Nordhaven Insurance", "claims-triage", "2026-11-21", true, "nordhaven-insurance-claims-triage-2026-11-21.pdf"},
		"path and signs": {"../A:B\\C*?", "", "", true, "a-b-c.pdf"},
		"other scripts":  {"日本再保険", "", "", true, "日本再保険.pdf"},
		"signs alone":    {"///", "", "", true, "report.pdf"},
		"very long":      {strings.Repeat("x", 10000), "", "", true, strings.Repeat("x", 48) + ".pdf"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := fileName(c.client, c.part, c.day, c.signed); got != c.want {
				t.Errorf("it is called %q, want %q", got, c.want)
			}
		})
	}
}

func TestOutcomeSaysWhichCharactersStandAsBoxes(t *testing.T) {
	d, _ := desktest.New(t)
	r := &engagement.Reported{Pages: 1, Bytes: 3 << 20}
	for i := range 8 {
		r.Missing = append(r.Missing, report.MissingGlyph{Rune: rune(0x518D + i), Where: "Assets"})
	}
	o := reportOutcome(d, r, "", "")
	if o.file != "1 page · 3.0 MB" || !strings.Contains(o.head, "not signed") {
		t.Errorf("%+v", o)
	}
	if len(o.notes) != 1 || !strings.Contains(o.notes[0], "8 characters") || !strings.Contains(o.notes[0], "U+518D (Assets)") || !strings.Contains(o.notes[0], "and 2 more") {
		t.Errorf("the notes are %q", o.notes)
	}
}

func TestStepsAreCountedWithAndWithoutASignature(t *testing.T) {
	for _, c := range []struct {
		step       engagement.ReportStep
		signed     bool
		number, of int
	}{
		{engagement.ReportCompose, false, 1, 3}, {engagement.ReportVerify, false, 3, 3},
		{engagement.ReportPages, true, 2, 4}, {engagement.ReportSign, true, 3, 4}, {engagement.ReportVerify, true, 4, 4},
	} {
		if number, of := stepNumber(c.step, c.signed); number != c.number || of != c.of {
			t.Errorf("%s is step %d of %d, want %d of %d", c.step, number, of, c.number, c.of)
		}
	}
}
