package assess

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// State is all records of an engagement at one point of its history.
type State struct {
	Engagement   *Engagement
	Assets       map[string]*Asset
	Parties      map[string]*Party
	Rules        map[string]*Rule
	Evidence     map[string]*Evidence
	Dispositions map[string]*Disposition
	Actions      map[string]*Action
	cells        map[string][]*Cell // by asset, sorted by control
}

// NewState returns a state without records.
func NewState() *State {
	return &State{
		Engagement:   &Engagement{},
		Assets:       map[string]*Asset{},
		Parties:      map[string]*Party{},
		Rules:        map[string]*Rule{},
		Evidence:     map[string]*Evidence{},
		Dispositions: map[string]*Disposition{},
		Actions:      map[string]*Action{},
		cells:        map[string][]*Cell{},
	}
}

// Put takes a record in, in the place of the one with the same key.
func (s *State) Put(record Record) {
	switch r := record.(type) {
	case *Engagement:
		s.Engagement = r
	case *Asset:
		s.Assets[r.ID] = r
	case *Party:
		s.Parties[r.ID] = r
	case *Rule:
		s.Rules[r.ID] = r
	case *Evidence:
		s.Evidence[r.ID] = r
	case *Disposition:
		s.Dispositions[r.Finding] = r
	case *Action:
		s.Actions[r.ID] = r
	case *Cell:
		row := s.cells[r.Asset]
		at, found := findCell(row, r.Control)
		if found {
			row[at] = r
		} else {
			s.cells[r.Asset] = slices.Insert(row, at, r)
		}
	}
}

// Delete takes a record out; one that is not there is no matter.
func (s *State) Delete(ref Ref) {
	switch ref.Kind {
	case KindEngagement:
		s.Engagement = &Engagement{}
	case KindAsset:
		delete(s.Assets, ref.Key)
	case KindParty:
		delete(s.Parties, ref.Key)
	case KindRule:
		delete(s.Rules, ref.Key)
	case KindEvidence:
		delete(s.Evidence, ref.Key)
	case KindDisposition:
		delete(s.Dispositions, ref.Key)
	case KindAction:
		delete(s.Actions, ref.Key)
	case KindCell:
		asset, control, _ := strings.Cut(ref.Key, "/")
		if at, found := findCell(s.cells[asset], control); found {
			s.cells[asset] = slices.Delete(s.cells[asset], at, at+1)
		}
	}
}

// Get returns a record, or nil where there is none.
func (s *State) Get(ref Ref) Record {
	switch ref.Kind {
	case KindEngagement:
		if s.Engagement.ID == ref.Key {
			return s.Engagement
		}
	case KindAsset:
		return orNil(s.Assets[ref.Key])
	case KindParty:
		return orNil(s.Parties[ref.Key])
	case KindRule:
		return orNil(s.Rules[ref.Key])
	case KindEvidence:
		return orNil(s.Evidence[ref.Key])
	case KindDisposition:
		return orNil(s.Dispositions[ref.Key])
	case KindAction:
		return orNil(s.Actions[ref.Key])
	case KindCell:
		asset, control, _ := strings.Cut(ref.Key, "/")
		return orNil(s.Cell(asset, control))
	}
	return nil
}

// orNil keeps a nil pointer from becoming a Record that is not nil.
func orNil[T any, P interface {
	*T
	Record
}](record P) Record {
	if record == nil {
		return nil
	}
	return record
}

// Cell returns what is stored of a cell, or nil.
func (s *State) Cell(asset, control string) *Cell {
	if at, found := findCell(s.cells[asset], control); found {
		return s.cells[asset][at]
	}
	return nil
}

// Cells returns an asset's stored cells, sorted by control. The slice is the
// state's own: read only.
func (s *State) Cells(asset string) []*Cell { return s.cells[asset] }

// Records lists all records in the order of RecordKinds, those of a kind by key.
func (s *State) Records() []Record {
	records := []Record{s.Engagement}
	records = appendByKey(records, s.Parties)
	records = appendByKey(records, s.Assets)
	records = appendByKey(records, s.Rules)
	for _, asset := range slices.Sorted(maps.Keys(s.cells)) {
		for _, cell := range s.cells[asset] {
			records = append(records, cell)
		}
	}
	records = appendByKey(records, s.Evidence)
	records = appendByKey(records, s.Dispositions)
	return appendByKey(records, s.Actions)
}

func appendByKey[T Record](records []Record, by map[string]T) []Record {
	for _, key := range slices.Sorted(maps.Keys(by)) {
		records = append(records, by[key])
	}
	return records
}

func findCell(row []*Cell, control string) (int, bool) {
	return slices.BinarySearchFunc(row, control, func(c *Cell, control string) int { return strings.Compare(c.Control, control) })
}

// SortedAssets lists the assets by name, then id.
func (s *State) SortedAssets() []*Asset {
	return sorted(s.Assets, func(a *Asset) (string, string) { return a.Name, a.ID })
}

// SortedParties lists the parties by name, then id.
func (s *State) SortedParties() []*Party {
	return sorted(s.Parties, func(p *Party) (string, string) { return p.Name, p.ID })
}

// SortedRules lists the rules by scope and target, then id.
func (s *State) SortedRules() []*Rule {
	return sorted(s.Rules, func(r *Rule) (string, string) { return r.Scope.String() + " " + r.Target(), r.ID })
}

// SortedEvidence lists the evidence by name, then id.
func (s *State) SortedEvidence() []*Evidence {
	return sorted(s.Evidence, func(e *Evidence) (string, string) { return e.Name, e.ID })
}

// SortedActions lists the actions by due date, then title, then id; those
// without a date come last.
func (s *State) SortedActions() []*Action {
	return sorted(s.Actions, func(a *Action) (string, string) {
		due := a.Due.String()
		if due == "" {
			due = "9999"
		}
		return due + " " + a.Title, a.ID
	})
}

// sorted folds each name once: a comparison is made many times.
func sorted[T any](records map[string]T, by func(T) (string, string)) []T {
	type named struct {
		folded, name, id string
		record           T
	}
	list := make([]named, 0, len(records))
	for _, record := range records {
		name, id := by(record)
		list = append(list, named{strings.ToLower(name), name, id, record})
	}
	slices.SortFunc(list, func(a, b named) int {
		return cmp.Or(strings.Compare(a.folded, b.folded), strings.Compare(a.name, b.name), strings.Compare(a.id, b.id))
	})
	sorted := make([]T, len(list))
	for i := range list {
		sorted[i] = list[i].record
	}
	return sorted
}
