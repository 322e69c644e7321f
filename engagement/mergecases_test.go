package engagement

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarc/assess"
	"demarc/history"
	"demarc/store"
)

// What cannot be merged is refused in one sentence, and nothing is changed.
func TestWhatCannotBeMergedIsRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		other func(ada, bo *desk) string
		code  Code
		says  string
	}{
		{"the same file", func(ada, _ *desk) string { return ada.path }, CodeInput, "nordhaven.demarc is this engagement itself"},
		{"the same file by another name", func(ada, _ *desk) string {
			link := filepath.Join(ada.t.TempDir(), "link.demarc")
			ada.check(os.Link(ada.path, link))
			return link
		}, CodeInput, "link.demarc is this engagement itself"},
		{"another engagement", func(ada, _ *desk) string {
			stranger := newDeskIn(ada.t, ada.t.TempDir())
			ada.check(stranger.Session.Close())
			return stranger.path
		}, CodeInput, "are two engagements, not two copies of one"},
		{"one that is open elsewhere", func(_, bo *desk) string { return bo.path }, CodeUnavailable, "bo.demarc is open in another Demarc"},
		{"none", func(ada, _ *desk) string { return filepath.Join(ada.t.TempDir(), "x.demarc") }, CodeUnavailable, "there is no x.demarc"},
		{"a damaged one", func(_, bo *desk) string {
			bo.check(bo.Session.Close())
			data, err := os.ReadFile(bo.path)
			bo.check(err)
			bo.check(os.WriteFile(bo.path, data[:len(data)/2], 0o600))
			return bo.path
		}, CodeUnavailable, "bo.demarc is damaged"},
		{"a sealed one without its passphrase", func(_, bo *desk) string {
			_, err := bo.SetPassphrase(bo.t.Context(), "correct horse", false)
			bo.check(err)
			bo.check(bo.Session.Close())
			return bo.path
		}, CodeUnavailable, "bo.demarc is sealed"},
		{"a handoff that begins too late", func(ada, bo *desk) string {
			bo.party("Dora")
			since := bo.headID()
			bo.party("Eve")
			path := filepath.Join(ada.t.TempDir(), "late.handoff")
			_, err := bo.Handoff(ada.t.Context(), path, since.String())
			bo.check(err)
			return path
		}, CodeRefused, "late.handoff begins after commit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ada, bo := laptops(t)
			head := ada.headID()
			path := c.other(ada, bo)
			_, err := ada.PrepareMerge(path, Options{})
			refusedWith(t, err, c.code, c.says)
			if ada.headID() != head {
				t.Error("something changed")
			}
		})
	}
}

// What changed after looking is not merged over.
func TestAMergeIsForWhatWasLookedAt(t *testing.T) {
	ada, bo := laptops(t)
	bo.party("Dora")
	ada.looks(bo, func(m *Merging) {
		ada.party("Eve")
		if _, err := m.Merge(t.Context(), nil, nil); !errors.Is(err, store.ErrStale) {
			t.Errorf("it says %v", err)
		}
	})
	ada.intact()
}

// Contents come once, whole, and only where evidence needs them.
func TestEvidenceComesWithAMerge(t *testing.T) {
	for _, handoff := range []bool{false, true} {
		ada, bo := laptops(t)
		ada.asset("Ours", "saas_ai") // a true merge
		keep := func(d *desk, text string) {
			d.t.Helper()
			path := filepath.Join(t.TempDir(), "proof.txt")
			d.check(os.WriteFile(path, []byte(text), 0o600))
			_, err := d.AddEvidence(EvidenceFields{Name: shorten(text, 40), File: path, Method: "inspection", Assets: []string{"Triage"}, Controls: []string{"AI-SEC-002"}})
			d.check(err)
		}
		keep(ada, "known to both")
		keep(bo, "known to both")
		keep(bo, "new to ada")
		keep(bo, strings.Repeat("large ", 1<<16))
		var done *Merged
		if handoff {
			path := filepath.Join(t.TempDir(), "to-ada.handoff")
			_, err := bo.Handoff(t.Context(), path, "")
			ada.check(err)
			m, err := ada.PrepareMerge(path, Options{})
			ada.check(err)
			done, err = m.Merge(t.Context(), nil, nil)
			ada.check(err)
			ada.check(m.Close())
		} else {
			done, _ = ada.pulls(bo, "")
		}
		kept, err := ada.KeptContents()
		ada.check(err)
		if done.Files != 2 || len(kept) != 3 {
			t.Errorf("%d came, and %d are kept", done.Files, len(kept))
		}
		for _, evidence := range ada.State().SortedEvidence() {
			path := filepath.Join(t.TempDir(), "out")
			ada.check(ada.SaveEvidence(t.Context(), evidence, path, nil))
			if data, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(data, []byte(evidence.Name)[:6]) {
				t.Errorf("%q came as %.20q, %v", evidence.Name, data, err)
			}
		}
		ada.intact()
	}
}

// What one side forgot goes on the other, wherever it stands.
func TestWhatTheOtherSideForgotGoesHere(t *testing.T) {
	ada, bo := laptops(t)
	ada.asset("Ours", "saas_ai")
	_, err := bo.Forget(t.Context(), []string{"Cleo"}, "asked for it")
	bo.check(err)
	ada.looks(bo, func(m *Merging) {
		if len(m.Forgotten) != 1 || m.Forgotten[0].Kind != assess.KindParty {
			t.Errorf("forgotten is %v", m.Forgotten)
		}
	})
	done, _ := ada.pulls(bo, "")
	if _, err := ada.FindParty("Cleo"); err == nil || done.Erased == 0 || len(done.Left) > 0 {
		t.Errorf("it is still there, or in the history: %+v", done)
	}
	ada.intact()
	bo.pulls(ada, "")
	if bo.headID() != ada.headID() {
		t.Error("the heads differ")
	}
	bo.intact()
}

// Both adopting different packs is for a person to answer.
func TestDifferentPacksAreAConflict(t *testing.T) {
	packs := morningPacks(t)
	for choice, want := range map[history.Choice]int{history.ChooseOurs: 0, history.ChooseTheirs: 1} {
		ada, bo := laptops(t)
		for i, d := range []*desk{ada, bo} {
			_, err := d.Adopt(packs[i], false)
			d.check(err)
		}
		catalogues := []string{ada.Catalogue().SHA256, bo.Catalogue().SHA256}
		_, asked := ada.pulls(bo, choice)
		if len(asked) != 1 || asked[0].Unit != "packs" {
			t.Errorf("asked is %+v", asked)
		}
		head, err := ada.Head()
		ada.check(err)
		if ada.Catalogue().SHA256 != catalogues[want] || head.Header.Catalogue != catalogues[want] {
			t.Errorf("%s gives another catalogue", choice)
		}
		ada.intact()
	}
}

// A rule of the same reach under another id, as older programs made them.
func TestTwoRulesOfOneReachAreAConflictOfMeaning(t *testing.T) {
	for choice, want := range map[history.Choice]string{history.ChooseOurs: "Anna", history.ChooseTheirs: "Bert", ChooseBoth: "Anna Bert"} {
		ada, bo := laptops(t)
		for name, d := range map[string]*desk{"Anna": ada, "Bert": bo} {
			party, err := d.FindParty(name)
			d.check(err)
			change := newEdit()
			change.put(&assess.Rule{ID: d.newID(), Scope: assess.Scope{Kind: assess.ScopeAll}, Control: "AI-SEC-002", Answer: assess.Answer{Customer: &assess.Clause{Accountable: party.ID}}})
			d.check(d.commit(change))
		}
		_, asked := ada.pulls(bo, choice)
		if len(asked) != 1 || asked[0].Kind != MeaningConflict {
			t.Errorf("asked is %+v", asked)
		}
		var names []string
		for _, party := range ada.State().SortedParties() {
			for _, rule := range ada.State().Rules {
				if rule.Customer.Accountable == party.ID {
					names = append(names, party.Name)
				}
			}
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s leaves the rules of %q", choice, got)
		}
		ada.intact()
	}
}

// Values of one's own are held to what an edit is held to.
func TestOwnValuesAreCheckedLikeEdits(t *testing.T) {
	decided := func(text string) func(*desk) {
		return func(d *desk) {
			_, err := d.EditAsset("Triage", AssetFields{Exposure: given(text)})
			d.check(err)
		}
	}
	hosted := func(text string) func(*desk) {
		return func(d *desk) {
			_, err := d.EditAsset("Triage", AssetFields{Hosting: given(text)})
			d.check(err)
		}
	}
	named := func(text string) func(*desk) {
		return func(d *desk) {
			_, err := d.EditAsset("Triage", AssetFields{Name: given(text)})
			d.check(err)
		}
	}
	owned := func(text string) func(*desk) {
		return func(d *desk) { d.accountable("Triage", "AI-SEC-002", text) }
	}
	for _, c := range []struct {
		name    string
		ada, bo func(*desk)
		own     history.Fields
		says    string // empty where it is taken
	}{
		{"a word", decided("public"), decided("partner"), history.Fields{"exposure": "internal"}, ""},
		{"no word", decided("public"), decided("partner"), history.Fields{"exposure": "outside"}, `"exposure" cannot be "outside"`},
		{"another field", decided("public"), decided("partner"), history.Fields{"region": "eu"}, `"region" is no part of it`},
		{"a hosting model", hosted("azure_openai"), hosted("saas_ai"), history.Fields{"hosting_model": "self_hosted_onprem"}, ""},
		{"no hosting model", hosted("azure_openai"), hosted("saas_ai"), history.Fields{"hosting_model": "moon"}, `there is no hosting model "moon"`},
		{"no name", named("Bot"), named("Robot"), history.Fields{"name": " "}, `"name" cannot be empty`},
		{"a name", named("Bot"), named("Robot"), history.Fields{"name": " Triage  bot "}, ""},
		{"a party by name", owned("Anna"), owned("Bert"), history.Fields{"customer.accountable": "cleo"}, ""},
		{"nobody", owned("Anna"), owned("Bert"), history.Fields{"customer.accountable": ""}, ""},
		{"no party", owned("Anna"), owned("Bert"), history.Fields{"customer.accountable": "Zoe"}, `there is no party "Zoe"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			ada, bo := laptops(t)
			c.ada(ada)
			c.bo(bo)
			ada.looks(bo, func(m *Merging) {
				if len(m.Conflicts) != 1 {
					t.Fatalf("%+v", m.Conflicts)
				}
				_, err := m.Merge(t.Context(), map[string]history.Answer{m.Conflicts[0].ID: {Choice: history.ChooseOwn, Own: c.own}}, nil)
				if c.says != "" {
					refusedWith(t, err, CodeInput, c.says)
				} else if err != nil {
					t.Error(err)
				}
			})
			ada.intact()
		})
	}
}

// A conflict of fields has its meaning besides: whom the other side made
// accountable is retired here.
func TestAFieldInConflictCanBeInConflictOfMeaningToo(t *testing.T) {
	ada, bo := laptops(t)
	ada.accountable("Triage", "AI-SEC-002", "Bert")
	ada.retires("Anna")
	bo.accountable("Triage", "AI-SEC-002", "Anna")
	for _, c := range []struct {
		here, there  *desk
		ours, theirs string
	}{{ada, bo, "Retired the party Anna", "Made Anna accountable for Prompt injection on Triage"}, {bo, ada, "Made Anna accountable for Prompt injection on Triage", "Retired the party Anna"}} {
		c.here.looks(c.there, func(m *Merging) {
			if len(m.Conflicts) != 2 || m.Conflicts[0].Kind != FieldConflict || m.Conflicts[1].Kind != MeaningConflict {
				t.Fatalf("%+v", m.Conflicts)
			}
			said := m.Words(nil, &m.Conflicts[1])
			if strings.Join(said.OursSays, ";") != c.ours || strings.Join(said.TheirsSays, ";") != c.theirs {
				t.Errorf("ours %q, theirs %q", said.OursSays, said.TheirsSays)
			}
		})
	}
}
