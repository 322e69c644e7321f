package engagement

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"demarc/catalog"
	"demarc/history"
)

// mergeLaw holds a law against so many random pairs of laptops. The laws of the
// histories themselves are held against a thousand.
func mergeLaw(t *testing.T, pairs int, holds func(*rapid.T)) {
	t.Helper()
	checks := flag.Lookup("rapid.checks").Value
	before := checks.String()
	if err := checks.Set(strconv.Itoa(pairs)); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = checks.Set(before) }()
	held := 0
	rapid.Check(t, func(t *rapid.T) { holds(t); held++ })
	if held < pairs && !t.Failed() {
		t.Errorf("only %d pairs were tried", held)
	}
}

// visit is the same engagement on several laptops, after some work on each.
func visit(t *testing.T, rt *rapid.T, packs []*catalog.Pack, sealed bool, names ...string) []*morning {
	folder, err := os.MkdirTemp(t.TempDir(), "visit")
	if err != nil {
		rt.Fatal(err)
	}
	first := &morning{desk: newDeskIn(quietly{t, rt}, folder), draw: rt, packs: packs}
	if sealed {
		_, err := first.SetPassphrase(context.Background(), "correct horse", false)
		first.check(err)
		first.secret = "correct horse"
	}
	for _, party := range []string{"Anna", "Bert"} {
		first.party(party)
	}
	for _, asset := range []string{"Triage", "Chat"} {
		first.asset(asset, "aws_bedrock")
	}
	first.work(rapid.IntRange(0, 2).Draw(rt, "before"))
	all := []*morning{first}
	for _, name := range names {
		other := &morning{desk: first.copyTo(filepath.Join(folder, name+".demarc")), draw: rt, packs: packs}
		other.who.Author = name
		all = append(all, other)
	}
	for _, m := range all {
		m.reopen()
		m.work(rapid.IntRange(0, 3).Draw(rt, "steps"))
		m.contest()
	}
	return all
}

func (m *morning) work(most int) {
	for range most {
		step := rapid.SampledFrom(steps).Draw(m.draw, "step")
		_ = step.do(m) // may be refused
	}
}

// contest does something that the others may do otherwise.
func (m *morning) contest() {
	switch m.one("contest", "nothing", "region", "owner", "retire", "party") {
	case "region":
		_, _ = m.EditAsset("Triage", AssetFields{Region: given(m.one("region", "eu", "us", "ap"))})
	case "owner":
		_, _ = m.Assign(Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-002"}, Accountable: given(m.one("party", "Anna", "Bert"))})
	case "retire":
		_, _ = m.RetireParty("Anna", "")
	case "party":
		_, _ = m.AddParty(PartyFields{Name: given("Zoe")})
	}
}

// copyTo copies the engagement as it is now.
func (d *desk) copyTo(path string) *desk {
	d.t.Helper()
	d.check(d.Session.Close())
	data, err := os.ReadFile(d.path)
	d.check(err)
	d.check(os.WriteFile(path, data, 0o600))
	other := &desk{t: d.t, path: path, who: d.who, now: d.now, secret: d.secret}
	for _, laptop := range []*desk{d, other} {
		s, err := Open(laptop.path, laptop.options())
		d.check(err)
		laptop.Session = s
	}
	return other
}

func (m *morning) copied() *morning {
	return &morning{desk: m.copyTo(m.path + ".copy.demarc"), draw: m.draw, packs: m.packs}
}

func aChoice(rt *rapid.T) history.Choice {
	return rapid.SampledFrom([]history.Choice{history.ChooseOurs, history.ChooseTheirs, ChooseBoth}).Draw(rt, "choice")
}

func finish(all ...*morning) {
	for _, m := range all {
		m.sumCloses("the merge")
		m.intact()
		m.Session.Close()
	}
}

// However two laptops worked, they come to the same head and show the same;
// both list the same conflicts, and merging again changes nothing.
func TestAnyTwoLaptopsComeToOneHead(t *testing.T) {
	packs := morningPacks(t)
	conflicts, plain := 0, 0
	mergeLaw(t, 20, func(rt *rapid.T) {
		all := visit(t, rt, packs, rapid.IntRange(0, 9).Draw(rt, "sealed") == 5, "bo")
		ada, bo := all[0], all[1]
		ada0, bo0 := ada.copied(), bo.copied()
		choice := aChoice(rt)
		_, asked := ada.pulls(bo.desk, choice)
		_, mirrored := bo0.pulls(ada0.desk, choice)
		if fmt.Sprint(ids(asked)) != fmt.Sprint(ids(mirrored)) {
			rt.Fatalf("one laptop lists %v, the other %v", ids(asked), ids(mirrored))
		}
		if len(asked) > 0 {
			conflicts++
		} else if plain++; ada.headID() != bo0.headID() {
			rt.Fatalf("the heads are %s and %s", ada.headID().Short(), bo0.headID().Short())
		}
		bo.pulls(ada.desk, "")
		if ada.headID() != bo.headID() || ada.Evaluation().Totals() != bo.Evaluation().Totals() {
			rt.Fatal("the two differ")
		}
		head := ada.headID()
		if merged, asked := ada.pulls(bo.desk, choice); merged != nil || len(asked) > 0 || ada.headID() != head {
			rt.Fatal("merging twice changed something")
		}
		finish(ada, bo, ada0, bo0)
	})
	if conflicts == 0 || plain == 0 {
		t.Errorf("%d pairs in conflict, %d without: the drawing is too narrow", conflicts, plain)
	}
}

func ids(conflicts []MergeConflict) []string {
	var list []string
	for _, c := range conflicts {
		list = append(list, c.ID)
	}
	return list
}

// A handoff brings what the whole file would have brought.
func TestAHandoffIsAsGoodAsTheFile(t *testing.T) {
	packs := morningPacks(t)
	mergeLaw(t, 10, func(rt *rapid.T) {
		all := visit(t, rt, packs, rapid.IntRange(0, 9).Draw(rt, "sealed") == 5, "bo")
		ada, bo := all[0], all[1]
		if rapid.Bool().Draw(rt, "met before") {
			ada.pulls(bo.desk, history.ChooseOurs)
			bo.pulls(ada.desk, "")
			ada.work(2)
			bo.work(2)
		}
		choice, other := aChoice(rt), ada.copied()
		path := filepath.Join(filepath.Dir(bo.path), "to-ada.handoff")
		_, err := bo.Handoff(context.Background(), path, "")
		if err != nil {
			refusedWith(quietly{t, rt}, err, CodeRefused, "nothing was changed since")
			finish(all...)
			return
		}
		m, err := ada.PrepareMerge(path, Options{})
		ada.check(err)
		if !m.Nothing {
			_, err = m.Merge(context.Background(), alike(m, choice), nil)
			ada.check(err)
		}
		asked := m.Conflicts
		ada.check(m.Close())
		_, askedToo := other.pulls(bo.desk, choice)
		if fmt.Sprint(ids(asked)) != fmt.Sprint(ids(askedToo)) || len(asked) == 0 && ada.headID() != other.headID() || ada.digest() != other.digest() {
			rt.Fatalf("a handoff gives %s, the file %s", ada.headID().Short(), other.headID().Short())
		}
		finish(ada, bo, other)
	})
}

// Three laptops that merge in a circle come to the same records, and whoever
// then collects what the others have gives them the same head: each that merges
// a head which has gone on since makes a commit that the next one lacks. An
// answer is news that has to go round, too, so that it may take more rounds than
// there are laptops.
func TestThreeLaptopsInACircleConverge(t *testing.T) {
	packs := morningPacks(t)
	mergeLaw(t, 8, func(rt *rapid.T) {
		all := visit(t, rt, packs, false, "bo", "cy")
		alike := func() bool { return all[0].digest() == all[1].digest() && all[1].digest() == all[2].digest() }
		for round := 0; round < 3 || round < 6 && !alike(); round++ {
			for i, m := range all {
				m.pulls(all[(i+1)%3].desk, likewise)
				if round == 0 && rapid.Bool().Draw(rt, "goes on") {
					m.work(1)
				}
			}
		}
		if !alike() {
			rt.Fatalf("the records at %s, %s and %s differ", all[0].headID().Short(), all[1].headID().Short(), all[2].headID().Short())
		}
		for _, m := range all[1:] {
			if _, asked := all[0].pulls(m.desk, likewise); len(asked) > 0 {
				rt.Fatalf("something is asked again: %+v", asked)
			}
		}
		for _, m := range all[1:] {
			if m.pulls(all[0].desk, likewise); m.headID() != all[0].headID() {
				rt.Fatalf("the heads are %s and %s", all[0].headID().Short(), m.headID().Short())
			}
		}
		finish(all...)
	})
}

// One list imported on both laptops doubles nothing, and where it is the same
// list there is nothing to answer.
func TestOneListOnBothLaptopsDoublesNothing(t *testing.T) {
	packs := morningPacks(t)
	mergeLaw(t, 10, func(rt *rapid.T) {
		all := visit(t, rt, packs, false)
		ada := all[0]
		bo := ada.copied()
		rows := "name,external_id,hosting_model,AI-SEC-002\n"
		for i := range rapid.IntRange(1, 5).Draw(rt, "rows") {
			rows += fmt.Sprintf("Listed %d,%s,%s,%s\n", i, rapid.SampledFrom([]string{"", fmt.Sprint("x", i)}).Draw(rt, "id"), ada.aHosting(), rapid.SampledFrom([]string{"", "Zoe", "Yan"}).Draw(rt, "party"))
		}
		list := filepath.Join(filepath.Dir(ada.path), "list.csv")
		ada.check(os.WriteFile(list, []byte(rows), 0o600))
		for _, m := range []*morning{ada, bo} {
			_, err := m.Import([]string{list}, ImportOptions{OnConflict: ChoiceTheirs, SkipRejected: true})
			ada.check(err)
		}
		before := len(ada.State().Assets)
		if _, asked := ada.pulls(bo.desk, ChooseBoth); len(asked) > 0 {
			rt.Fatalf("something is in conflict: %+v", asked)
		}
		if now := len(ada.State().Assets); now != before {
			rt.Fatalf("%d assets became %d", before, now)
		}
		finish(ada, bo)
	})
}
