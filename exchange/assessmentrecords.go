package exchange

import (
	"maps"
	"slices"

	"demarc/assess"
)

// AssessmentRecords are an engagement's records, each kind in the order of ids.
type AssessmentRecords struct {
	Engagement   engagementEntry             `json:"engagement"`
	Parties      entryList[partyEntry]       `json:"parties"`
	Assets       entryList[assetEntry]       `json:"assets"`
	Rules        entryList[ruleEntry]        `json:"rules"`
	Cells        entryList[cellEntry]        `json:"cells"`
	Evidence     entryList[evidenceEntry]    `json:"evidence"`
	Dispositions entryList[dispositionEntry] `json:"dispositions"`
	Actions      entryList[actionEntry]      `json:"actions"`
}

// Entries are records with their keys, which records keep beside themselves.
// One that says nothing but its key is read without a record.
type (
	engagementEntry struct {
		ID string `json:"id"`
		*assess.Engagement
	}
	partyEntry struct {
		ID string `json:"id"`
		*assess.Party
	}
	assetEntry struct {
		ID string `json:"id"`
		*assess.Asset
	}
	ruleEntry struct {
		ID string `json:"id"`
		*assess.Rule
	}
	cellEntry struct {
		Asset   string `json:"asset"`
		Control string `json:"control"`
		*assess.Cell
	}
	evidenceEntry struct {
		ID string `json:"id"`
		*assess.Evidence
	}
	dispositionEntry struct {
		Finding string `json:"finding"`
		*assess.Disposition
	}
	actionEntry struct {
		ID string `json:"id"`
		*assess.Action
	}
)

func recordsOf(s *assess.State) AssessmentRecords {
	return AssessmentRecords{
		Engagement:   engagementEntry{s.Engagement.ID, s.Engagement},
		Parties:      entries(s.Parties, func(id string, r *assess.Party) partyEntry { return partyEntry{id, r} }),
		Assets:       entries(s.Assets, func(id string, r *assess.Asset) assetEntry { return assetEntry{id, r} }),
		Rules:        entries(s.Rules, func(id string, r *assess.Rule) ruleEntry { return ruleEntry{id, r} }),
		Cells:        cellEntries(s),
		Evidence:     entries(s.Evidence, func(id string, r *assess.Evidence) evidenceEntry { return evidenceEntry{id, r} }),
		Dispositions: entries(s.Dispositions, func(id string, r *assess.Disposition) dispositionEntry { return dispositionEntry{id, r} }),
		Actions:      entries(s.Actions, func(id string, r *assess.Action) actionEntry { return actionEntry{id, r} }),
	}
}

func entries[R any, E keyedEntry](records map[string]R, entry func(string, R) E) entryList[E] {
	sorted := make(entryList[E], 0, len(records))
	for _, id := range slices.Sorted(maps.Keys(records)) {
		sorted = append(sorted, entry(id, records[id]))
	}
	return sorted
}

// cellEntries are the stored cells of all assets, also of those that are not
// counted.
func cellEntries(s *assess.State) entryList[cellEntry] {
	cells := entryList[cellEntry]{}
	for _, asset := range slices.Sorted(maps.Keys(s.Assets)) {
		for _, cell := range s.Cells(asset) {
			cells = append(cells, cellEntry{asset, cell.Control, cell})
		}
	}
	return cells
}

// keyedEntry gives the record with its key in it.
type keyedEntry interface{ record() assess.Record }

func orEmpty[T any](record *T) *T {
	if record == nil {
		return new(T)
	}
	return record
}

func (e engagementEntry) record() assess.Record {
	r := orEmpty(e.Engagement)
	r.ID = e.ID
	return r
}

func (e partyEntry) record() assess.Record {
	r := orEmpty(e.Party)
	r.ID = e.ID
	return r
}

func (e assetEntry) record() assess.Record {
	r := orEmpty(e.Asset)
	r.ID = e.ID
	return r
}

func (e ruleEntry) record() assess.Record {
	r := orEmpty(e.Rule)
	r.ID = e.ID
	return r
}

func (e cellEntry) record() assess.Record {
	r := orEmpty(e.Cell)
	r.Asset, r.Control = e.Asset, e.Control
	return r
}

func (e evidenceEntry) record() assess.Record {
	r := orEmpty(e.Evidence)
	r.ID = e.ID
	return r
}

func (e dispositionEntry) record() assess.Record {
	r := orEmpty(e.Disposition)
	r.Finding = e.Finding
	return r
}

func (e actionEntry) record() assess.Record {
	r := orEmpty(e.Action)
	r.ID = e.ID
	return r
}
