package history

import (
	"fmt"
	"testing"

	"demarc/assess"
)

// pile is 5,000 assets, and two heads that each changed all of them: the one
// their notes, the other their names, in commits of a hundred. That is 10,000
// changes to merge, no two of them in one unit.
type pile struct {
	graph        *Graph
	ours, theirs ID
	stored       map[ID]Sealed
	records      map[assess.Ref]assess.Record // at ours
}

const piled = 5_000

func piledUp(b *testing.B) *pile {
	p := &pile{graph: &Graph{at: map[ID]int32{}}, stored: map[ID]Sealed{}, records: map[assess.Ref]assess.Record{}}
	first := p.commit(b, ID{}, 0, piled, "name", "", "Bot")
	p.ours, p.theirs = first, first
	for from := 0; from < piled; from += 100 {
		p.ours = p.commit(b, p.ours, from, from+100, "notes", "", "seen on site")
		p.theirs = p.commit(b, p.theirs, from, from+100, "name", "Bot", "Chat")
	}
	return p
}

func (p *pile) commit(b *testing.B, parent ID, from, to int, path, before, now string) ID {
	var changes []Change
	for i := from; i < to; i++ {
		ref := assess.Ref{Kind: assess.KindAsset, Key: fmt.Sprintf("0199aa00-0000-7000-8000-%012d", i)}
		changes = append(changes, Change{ref, []FieldChange{{path, before, fmt.Sprint(now, i)}}})
		if before != "" {
			changes[len(changes)-1].Fields[0].Old = fmt.Sprint(before, i)
		} else {
			p.records[ref], _ = Apply(p.records[ref], changes[len(changes)-1])
		}
	}
	h := Header{Time: 1, Capacity: CapacityAssessor, Kind: KindEdit}
	if parent != (ID{}) {
		h.Parents = []ID{parent}
	}
	sealed, err := Seal(h, changes, ownSalts(p.graph.Len(), len(changes)))
	if err != nil {
		b.Fatal(err)
	}
	if err := p.graph.Add(sealed.Entry); err != nil {
		b.Fatal(err)
	}
	p.stored[sealed.ID] = sealed
	return sealed.ID
}

func (p *pile) load(id ID) (Commit, error) {
	return Check(p.stored[id].HeaderBytes, p.stored[id].BodyBytes)
}

// BenchmarkMerge compares merging 10,000 changes, the commit made, with making
// the commits of both sides.
func BenchmarkMerge(b *testing.B) {
	p := piledUp(b)
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			for _, sealed := range p.stored {
				if len(sealed.Header.Parents) == 0 {
					continue
				}
				if _, err := Seal(sealed.Header, sealed.Changes, sealed.Salts); err != nil {
					b.Fatal(err)
				}
				for _, change := range sealed.Changes {
					_, _ = Apply(&assess.Asset{ID: change.Ref.Key, Name: change.Fields[0].Old}, change)
				}
			}
		}
	})
	b.Run("merge", func(b *testing.B) {
		for b.Loop() {
			p.merge(b)
		}
	})
}

func (p *pile) merge(b *testing.B) {
	load := Remember(p.load)
	m, err := p.graph.Merge(p.ours, p.theirs, load, func(ref assess.Ref) assess.Record { return p.records[ref] })
	if err != nil {
		b.Fatal(err)
	}
	fromOurs, fromTheirs, err := m.Changes(nil)
	if err != nil || len(fromOurs) != piled {
		b.Fatal(len(fromOurs), err)
	}
	ours, _ := p.graph.Entry(p.ours)
	theirs, _ := p.graph.Entry(p.theirs)
	h := MergeHeader(ours, theirs, "")
	body := fromOurs
	if h.Parents[0] == p.theirs {
		body = fromTheirs
	}
	salts, err := p.graph.MergeSalts(p.ours, p.theirs, load, body)
	if err == nil {
		_, err = Seal(h, body, salts)
	}
	if err != nil {
		b.Fatal(err)
	}
}
