package engagement

import (
	"slices"

	"demarc/assess"
	"demarc/words"
)

// assignedValues are an assignment's texts, checked and turned into ids.
type assignedValues struct {
	accountable                      string
	responsible, consulted, informed []string
	declared, concluded              *assess.Statement
	reference                        *assess.Reference
	due                              assess.Date
	boundary                         assess.Owner
}

func (w *assigning) findAssets() error {
	if len(w.wish.Assets)+len(w.wish.Scopes) == 0 {
		return wrongInput("say which assets").hint("name one with --asset, or many with --scope all, provider=, hosting= or tag=")
	}
	for _, name := range w.wish.Assets {
		asset, err := w.FindAsset(name)
		if err != nil {
			return err
		}
		if !slices.Contains(w.assets, asset) {
			w.assets = append(w.assets, asset)
		}
	}
	return nil
}

func (w *assigning) findScopes() error {
	for _, scope := range w.wish.Scopes {
		if scope.Value = cleanLine(scope.Value); scope.Value == "" && scope.Kind != assess.ScopeAll {
			return wrongInput("the scope %s= names nothing", scope.Kind).hint("write it as tag=claims, hosting=aws_bedrock or provider=AWS")
		}
		switch scope.Kind {
		case assess.ScopeHosting:
			hosting, err := w.FindHosting(scope.Value)
			if err != nil {
				return err
			}
			scope.Value = hosting
		case assess.ScopeProvider:
			scope.Value = w.catalogue.CanonicalProvider(scope.Value)
		}
		if len(w.evaluation.InScope(scope)) == 0 {
			w.done.Notes = append(w.done.Notes, words.Say("no asset is in the scope %s yet", scope))
		}
		if !slices.Contains(w.scopes, scope) {
			w.scopes = append(w.scopes, scope)
		}
	}
	return nil
}

// findControls expands categories for cells; rules keep them.
func (w *assigning) findControls() error {
	if len(w.wish.Controls)+len(w.wish.Categories) == 0 && !w.wish.EveryControl {
		return wrongInput("say which controls").hint("name one with --control, or several with --category")
	}
	chosen := map[string]bool{}
	for _, name := range w.wish.Controls {
		control, err := w.FindControl(name)
		if err != nil {
			return err
		}
		chosen[control.ID] = true
	}
	categories := w.catalogue.Categories()
	for i, name := range w.wish.Categories {
		category, ok := assess.Parse(name, categories)
		if !ok {
			return unknownName("category", name, categories)
		}
		w.wish.Categories[i] = category
		for k := range w.catalogue.Controls {
			if w.catalogue.Controls[k].Category == category {
				chosen[w.catalogue.Controls[k].ID] = true
			}
		}
	}
	for i := range w.catalogue.Controls {
		if control := &w.catalogue.Controls[i]; w.wish.EveryControl || chosen[control.ID] {
			w.controls = append(w.controls, control)
		}
	}
	return nil
}

func (w *assigning) findParties() error {
	if w.wish.Accountable != nil && clean(*w.wish.Accountable) != "" && !w.wish.Template {
		party, err := w.validParty(*w.wish.Accountable)
		if err != nil {
			return err
		}
		w.values.accountable = party.ID
	}
	if w.wish.NewTeam != nil {
		team, err := w.newTeam(w.change, *w.wish.NewTeam)
		if err != nil {
			return err
		}
		w.values.accountable, w.wish.Accountable = team.ID, &team.ID
		w.done.NewParties = append(w.done.NewParties, team.Name)
	}
	for _, list := range []struct {
		names *[]string
		ids   *[]string
	}{
		{w.wish.Responsible, &w.values.responsible}, {w.wish.Consulted, &w.values.consulted}, {w.wish.Informed, &w.values.informed},
	} {
		if list.names == nil {
			continue
		}
		ids, err := w.partyIDs(set(*list.names))
		if err != nil {
			return err
		}
		*list.ids = ids
	}
	return nil
}

// findAnswers checks the words and dates. A status keeps who declared it; only
// the assessor concludes.
func (w *assigning) findAnswers() error {
	var err error
	if w.values.declared, err = w.statement(w.wish.Status); err != nil {
		return err
	}
	if w.wish.DeclaredBy != nil && clean(*w.wish.DeclaredBy) != "" {
		party, err := w.FindParty(*w.wish.DeclaredBy)
		if err != nil {
			return err
		}
		if w.values.declared == nil || w.values.declared.Status == "" {
			return wrongInput("--declared-by says who declared a status").hint("give the status with --status")
		}
		w.values.declared.By = party.ID
	}
	if w.values.concluded, err = w.statement(w.wish.Concluded); err != nil {
		return err
	}
	if w.values.concluded != nil && w.values.concluded.Status != "" {
		if w.who.Capacity != Assessor {
			return wrongInput("only the assessor concludes a status").hint("record the client's word with --status and --declared-by")
		}
		w.values.concluded.By = w.author()
	}
	return firstError(w.findReference(), setDate(&w.values.due, w.wish.Due, "due date"), w.findBoundary())
}

func (w *assigning) statement(status *string) (*assess.Statement, error) {
	if status == nil {
		return nil, nil
	}
	statement := &assess.Statement{}
	if err := setWord(&statement.Status, status, "status", assess.Statuses); err != nil {
		return nil, err
	}
	if statement.Status != "" {
		statement.At = w.moment()
	}
	return statement, nil
}

func (w *assigning) findReference() error {
	r := w.wish.Reference
	if r == nil {
		return nil
	}
	from, to, err := parsePeriod(r.Period)
	if err != nil {
		return err
	}
	reference := &assess.Reference{Text: clean(r.Text), From: from, To: to, Services: clean(r.Services), Regions: clean(r.Regions)}
	w.values.reference = reference
	return setDate(&reference.Expires, &r.Expires, "date on which the reference expires")
}

func (w *assigning) findBoundary() error {
	if err := setWord(&w.values.boundary, w.wish.Boundary, "boundary", assess.Decisions); err != nil {
		return err
	}
	if w.values.boundary == assess.OwnerNotApplicable && (w.wish.Rationale == nil || clean(*w.wish.Rationale) == "") {
		return wrongInput("\"not applicable\" needs a reason").hint("give it with --rationale")
	}
	return nil
}
