package engagement

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	"demarc/assess"
	"demarc/catalog"
)

// samplePlay performs the sample's script through the use cases that a person
// has, each at its own time and in its author's name.
type samplePlay struct {
	files   fs.FS
	folder  string // for files on their way in
	now     time.Time
	session *Session
}

func (p *samplePlay) perform(visits []sampleVisit) error {
	for i := range visits {
		visit := &visits[i]
		at := p.moment(visit.Day, visit.At)
		p.session.who = visit.who()
		for n := range visit.Steps {
			p.session.fixed = at
			if n == 0 {
				p.session.evaluate() // a day has passed
			}
			if err := p.step(&visit.Steps[n]); err != nil {
				return unavailable(err, "the sample cannot be made: %s, day %d, step %d of %s: %v", visit.file, visit.Day, n+1, visit.By, err)
			}
			at = at.Add(pause(i + n))
		}
	}
	return nil
}

// pause is how long the next step takes a person: some minutes, never the same
// twice in a row.
func pause(n int) time.Duration {
	return time.Duration(150+n*197%400) * time.Second
}

// moment is a time on a working day so many working days before now.
func (p *samplePlay) moment(workingDays int, clock string) time.Time {
	day := p.now.UTC().Truncate(24 * time.Hour)
	for workingDays > 0 {
		day = day.AddDate(0, 0, -1)
		if weekday := day.Weekday(); weekday != time.Saturday && weekday != time.Sunday {
			workingDays--
		}
	}
	if at, err := time.Parse(clockLayout, clock); err == nil {
		day = day.Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute)
	}
	return day
}

var sampleDate = regexp.MustCompile(`\{([+-]?\d+)d\}`)

// dates writes {-30d} as the date thirty days before now.
func (p *samplePlay) dates(text string) string {
	return sampleDate.ReplaceAllStringFunc(text, func(match string) string {
		days, _ := strconv.Atoi(sampleDate.FindStringSubmatch(match)[1])
		return assess.DateOf(p.now.AddDate(0, 0, days)).String()
	})
}

// step performs the one use case that a step names.
func (p *samplePlay) step(step *sampleStep) (err error) {
	s := p.session
	switch {
	case step.Scope != nil:
		err = p.scope(*step.Scope)
	case step.Party != nil:
		_, err = s.AddParty(*step.Party)
	case step.EditParty != nil:
		_, err = s.EditParty(step.EditParty.Of, step.EditParty.PartyFields)
	case step.RetireParty != nil:
		_, err = s.RetireParty(step.RetireParty.Of, step.RetireParty.Successor)
	case step.HandOver != nil:
		_, err = s.HandOver(step.HandOver.From, step.HandOver.To)
	case step.Asset != nil:
		_, err = s.AddAsset(*step.Asset)
	case step.EditAsset != nil:
		_, err = s.EditAsset(step.EditAsset.Of, step.EditAsset.AssetFields)
	case step.RetireAsset != "":
		_, err = s.RetireAsset(step.RetireAsset)
	case step.Assign != nil:
		_, err = s.Assign(*step.Assign)
	case step.Undo:
		_, err = s.Undo(nil)
	case step.Redo:
		_, err = s.Redo(nil)
	default:
		err = p.furtherStep(step)
	}
	return err
}

// furtherStep performs those that take something more than their fields.
func (p *samplePlay) furtherStep(step *sampleStep) error {
	switch {
	case step.Import != "":
		return p.importTable(step.Import)
	case step.Adopt != "":
		return p.adopt(step.Adopt)
	case step.Evidence != nil:
		return p.evidence(*step.Evidence)
	case step.Decide != nil:
		finding, err := p.finding(step.Decide.Of)
		if err != nil {
			return err
		}
		_, err = p.session.Decide(finding, step.Decide.DecisionFields)
		return err
	case step.Action != nil, step.EditAction != nil:
		return p.action(step.Action, step.EditAction)
	case step.CloseAction != "":
		_, err := p.session.CloseAction(step.CloseAction)
		return err
	}
	return errors.New("it says nothing to do")
}

func (p *samplePlay) action(fresh, edited *sampleAction) error {
	for _, action := range []*sampleAction{fresh, edited} {
		if action == nil {
			continue
		}
		for _, about := range action.About {
			finding, err := p.finding(about)
			if err != nil {
				return err
			}
			action.AddFindings = append(action.AddFindings, finding)
		}
	}
	var err error
	if fresh != nil {
		_, err = p.session.AddAction(fresh.ActionFields)
	} else {
		_, err = p.session.EditAction(edited.Of, edited.ActionFields)
	}
	return err
}

func (p *samplePlay) evidence(evidence sampleEvidence) error {
	if evidence.File != "" {
		file, err := p.lay(evidence.File, evidence.Content)
		if err != nil {
			return err
		}
		evidence.File = file
	}
	_, err := p.session.AddEvidence(evidence.EvidenceFields)
	return err
}

func (p *samplePlay) importTable(name string) error {
	table, err := fs.ReadFile(p.files, name)
	if err != nil {
		return err
	}
	file, err := p.lay(name, p.dates(string(table)))
	if err != nil {
		return err
	}
	_, err = p.session.Import([]string{file}, ImportOptions{})
	return err
}

// lay puts a file into the temporary folder, for use cases that read one.
func (p *samplePlay) lay(name, content string) (string, error) {
	file := filepath.Join(p.folder, path.Base(name))
	return file, os.WriteFile(file, []byte(content), 0o600)
}

// scope changes the scope statement; a logo comes from the sample's folder.
func (p *samplePlay) scope(fields ScopeFields) error {
	if fields.Logo != nil {
		picture, err := fs.ReadFile(p.files, *fields.Logo)
		if err != nil {
			return err
		}
		file, err := p.lay(*fields.Logo, string(picture))
		if err != nil {
			return err
		}
		fields.Logo = &file
	}
	_, err := p.session.SetScope(fields)
	return err
}

func (p *samplePlay) adopt(name string) error {
	data, err := fs.ReadFile(p.files, name)
	if err != nil {
		return err
	}
	pack, err := catalog.LoadFile(name, []byte(p.dates(string(data))))
	if err != nil {
		return err
	}
	_, err = p.session.Adopt(pack, false)
	return err
}

// finding finds the most severe finding that is about what is named.
func (p *samplePlay) finding(about sampleFinding) (string, error) {
	asset, control, party := "", "", about.Party
	if about.Asset != "" {
		found, err := p.session.FindAsset(about.Asset)
		if err != nil {
			return "", err
		}
		asset = found.ID
	}
	if about.Control != "" {
		found, err := p.session.FindControl(about.Control)
		if err != nil {
			return "", err
		}
		control = found.ID
	}
	if found, err := p.session.FindParty(party); err == nil && about.Kind == string(assess.FindingConcentration) {
		party = found.ID
	}
	for _, f := range p.session.evaluation.Findings() {
		concerns := func(cell assess.CellRef) bool {
			return (asset == "" || cell.Asset == asset) && (control == "" || cell.Control == control)
		}
		whole := control == "" && (asset == "" || f.Asset != nil && f.Asset.ID == asset)
		if string(f.Kind) == about.Kind && (party == "" || f.Party == party) && (whole || slices.ContainsFunc(f.Cells, concerns)) {
			return f.ID, nil
		}
	}
	return "", fmt.Errorf("there is no finding %s", about)
}
