package exchange

import (
	"io"
	"strconv"
	"strings"

	"demarc/assess"
)

var findingHeads = []string{"id", "severity", "score", "sum", "kind", "asset", "control", "assets", "title", "why", "action", "disposition"}

// FindingsCSV is a table of findings, a line each.
func FindingsCSV(w io.Writer, e *assess.Evaluation, findings []assess.Finding) error {
	return WriteTableCSV(w, findingHeads, func(yield func([]string) bool) {
		for i := range findings {
			if !yield(findingRow(e, &findings[i])) {
				return
			}
		}
	})
}

func findingRow(e *assess.Evaluation, f *assess.Finding) []string {
	asset, control := "", ""
	if f.Asset != nil {
		asset = f.Asset.Name
	}
	if f.Control != nil {
		control = f.Control.ID
	}
	return []string{
		f.ID, string(f.Severity), strconv.Itoa(f.Score), assess.SumText(f.Sum), string(f.Kind), asset, control, strconv.Itoa(f.Assets),
		f.Title(nil), f.Why(nil), f.Action(nil), string(f.State(e.Today())),
	}
}

var cellHeads = []string{
	"asset", "hosting_model", "control", "control_name", "baseline", "boundary", "state", "substate", "provider_owner", "presumed",
	"accountable", "responsible", "consulted", "informed", "from_rule", "status", "outcome", "due", "confidence", "source",
}

// MatrixCSV is a table of all counted cells, a line each.
func MatrixCSV(w io.Writer, e *assess.Evaluation) error {
	return WriteTableCSV(w, cellHeads, func(yield func([]string) bool) {
		for _, asset := range e.Assets() {
			for _, view := range e.Row(asset.ID) {
				if !yield(cellRow(e.State(), asset, &view)) {
					return
				}
			}
		}
	})
}

func cellRow(s *assess.State, asset *assess.Asset, view *assess.CellView) []string {
	side, clause := view.MainClause()
	baseline, confidence, source := assess.OwnerUnassigned, assess.Confidence(""), ""
	if b := view.Baseline; b != nil {
		baseline, confidence, source = b.Owner, b.Confidence(), b.Source
	}
	accountable, rule := view.ProviderOwner, ""
	if side == assess.CustomerSide {
		accountable = partyNamed(s, view.Answer.Customer.Accountable)
	}
	if from := view.Answer.AccountableFrom(side); from != nil {
		rule = from.Scope.String() + " × " + from.Target()
	}
	return []string{
		asset.Name, asset.Hosting, view.Control.ID, view.Control.Name, string(baseline), string(view.Boundary), string(view.State), string(view.Substate),
		view.ProviderOwner, strconv.FormatBool(view.Presumed), accountable, partiesNamed(s, clause.Responsible), partiesNamed(s, clause.Consulted),
		partiesNamed(s, clause.Informed), rule, string(view.Status), string(view.Outcome), view.Answer.Due.String(), string(confidence), source,
	}
}

func partyNamed(s *assess.State, id string) string {
	if party := s.Parties[id]; party != nil {
		return party.Name
	}
	return ""
}

func partiesNamed(s *assess.State, ids []string) string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		names = append(names, partyNamed(s, id))
	}
	return strings.Join(names, "|")
}
