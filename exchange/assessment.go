package exchange

import "demarc/assess"

// AssessmentSchema names the form of assessment.json, which
// docs/assessment.schema.json describes. What is added later is added under
// another number.
const AssessmentSchema = "demarc-assessment/1"

// Assessment is all that a report's numbers come from, and the numbers: whoever
// has it can count them again, and set the report's pages again.
type Assessment struct {
	AssessmentBasis
	Totals assess.Totals `json:"totals"`
	// Findings are in the order of their severity, Cells in the order of assets
	// and controls.
	Findings list[AssessmentFinding] `json:"findings"`
	Cells    list[AssessmentCell]    `json:"cells"`
}

// AssessmentBasis is what the numbers of an assessment follow from.
type AssessmentBasis struct {
	Schema string `json:"schema"`
	AssessmentFacts
	Catalogue AssessmentCatalogue `json:"catalogue"`
	Records   AssessmentRecords   `json:"records"`
}

// AssessmentFacts say what was assessed when, and what report was made of it.
type AssessmentFacts struct {
	Program string `json:"program"`
	// Head is the hash of the newest commit, Commits the number of them.
	Head        string           `json:"head"`
	Commits     int              `json:"commits"`
	EvaluatedOn assess.Date      `json:"evaluated_on"`
	Report      AssessmentReport `json:"report"`
}

// AssessmentCatalogue names what was assessed against.
type AssessmentCatalogue struct {
	Version string               `json:"version"`
	SHA256  string               `json:"sha256"`
	AsOf    assess.Date          `json:"as_of"`
	Packs   list[AssessmentPack] `json:"packs"`
}

// AssessmentPack is one pack, from the lowest up. Content is the pack itself
// where the program does not carry it: the bytes that its hash is of.
type AssessmentPack struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
	Content string `json:"content,omitempty"`
}

// AssessmentFinding is one finding with its sum.
type AssessmentFinding struct {
	ID          string             `json:"id"`
	Kind        assess.FindingKind `json:"kind"`
	Severity    assess.Severity    `json:"severity"`
	SumSeverity assess.Severity    `json:"sum_severity"`
	Score       int                `json:"score"`
	Sum         []assess.Points    `json:"sum"`
	Asset       string             `json:"asset,omitempty"`
	Control     string             `json:"control,omitempty"`
	Rule        string             `json:"rule,omitempty"`
	Party       string             `json:"party,omitempty"`
	Assets      int                `json:"assets"`
	Cells       int                `json:"cells"`
	Disposition string             `json:"disposition"`
}

// AssessmentCell is what one cell came to.
type AssessmentCell struct {
	Asset         string               `json:"asset"`
	Control       string               `json:"control"`
	Boundary      assess.Owner         `json:"boundary"`
	Basis         assess.BoundaryBasis `json:"basis"`
	State         assess.CellState     `json:"state"`
	Substate      assess.Substate      `json:"substate,omitempty"`
	ProviderOwner string               `json:"provider_owner,omitempty"`
	Presumed      bool                 `json:"presumed,omitempty"`
	Status        assess.Status        `json:"status,omitempty"`
	Outcome       assess.Outcome       `json:"outcome,omitempty"`
	GapOpen       bool                 `json:"gap_open,omitempty"`
	Evidenced     bool                 `json:"evidenced,omitempty"`
	// Finding is the one that the cell falls under, Score how severe it is here.
	Finding string `json:"finding,omitempty"`
	Score   int    `json:"score,omitempty"`
}

// NewAssessment takes down an evaluation. The packs' contents are left out.
func NewAssessment(e *assess.Evaluation, findings []assess.Finding, facts AssessmentFacts) *Assessment {
	c := e.Catalogue()
	a := &Assessment{
		AssessmentBasis: AssessmentBasis{
			Schema: AssessmentSchema, AssessmentFacts: facts, Records: recordsOf(e.State()),
			Catalogue: AssessmentCatalogue{Version: c.Version, SHA256: c.SHA256, AsOf: c.AsOf, Packs: list[AssessmentPack]{}},
		},
		Totals: e.Totals(), Findings: make(list[AssessmentFinding], 0, len(findings)), Cells: make(list[AssessmentCell], 0, e.Totals().Cells),
	}
	a.EvaluatedOn = e.Today()
	for _, pack := range c.Packs {
		a.Catalogue.Packs = append(a.Catalogue.Packs, AssessmentPack{Name: pack.Name, Title: pack.Title, Version: pack.Version, SHA256: pack.SHA256})
	}
	for i := range findings {
		a.Findings = append(a.Findings, findingOf(&findings[i], e.Today()))
	}
	for _, asset := range e.Assets() {
		for _, view := range e.Row(asset.ID) {
			a.Cells = append(a.Cells, cellOf(e, &view))
		}
	}
	return a
}

func findingOf(f *assess.Finding, today assess.Date) AssessmentFinding {
	found := AssessmentFinding{
		ID: f.ID, Kind: f.Kind, Severity: f.Severity, SumSeverity: f.SumSeverity, Score: f.Score, Sum: f.Sum, Party: f.Party,
		Assets: f.Assets, Cells: len(f.Cells), Disposition: string(f.State(today)),
	}
	if f.Asset != nil {
		found.Asset = f.Asset.ID
	}
	if f.Control != nil {
		found.Control = f.Control.ID
	}
	if f.Rule != nil {
		found.Rule = f.Rule.ID
	}
	return found
}

func cellOf(e *assess.Evaluation, v *assess.CellView) AssessmentCell {
	cell := AssessmentCell{
		Asset: v.Asset.ID, Control: v.Control.ID, Boundary: v.Boundary, Basis: v.Basis, State: v.State, Substate: v.Substate, ProviderOwner: v.ProviderOwner,
		Presumed: v.Presumed, Status: v.Status, Outcome: v.Outcome, GapOpen: v.GapOpen, Evidenced: v.Evidenced,
	}
	if concern, found := e.Concern(v.Asset.ID, v.Control.ID); found {
		cell.Finding, cell.Score = concern.Finding, concern.Score
	}
	return cell
}
