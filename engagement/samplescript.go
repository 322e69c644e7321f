package engagement

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"demarc/history"
)

const clockLayout = "15:04"

// sampleVisit is one sitting of the sample's script: somebody makes changes,
// one after the other.
type sampleVisit struct {
	Day   int    // working days before the day on which the sample is made
	At    string // when the first step is taken, HH:MM in UTC
	By    string
	As    history.Capacity // assessor if left empty
	Steps []sampleStep

	file string // where the visit is written, for errors
}

func (v *sampleVisit) who() Who { return Who{Author: v.By, Capacity: cmp.Or(v.As, Assessor)} }

// sampleStep is one use case.
type sampleStep struct {
	Scope       *ScopeFields
	Party       *PartyFields
	EditParty   *samplePartyEdit
	RetireParty *sampleRetirement
	HandOver    *sampleHandOver
	Asset       *AssetFields
	EditAsset   *sampleAssetEdit
	RetireAsset string
	Import      string // a table in the sample's folder
	Assign      *Assignment
	Evidence    *sampleEvidence
	Decide      *sampleDecision
	Action      *sampleAction
	EditAction  *sampleAction
	CloseAction string
	Adopt       string // a pack in the sample's folder
	Undo, Redo  bool
}

type samplePartyEdit struct {
	Of          string
	PartyFields `yaml:",inline"`
}

type sampleRetirement struct{ Of, Successor string }

type sampleHandOver struct{ From, To string }

type sampleAssetEdit struct {
	Of          string
	AssetFields `yaml:",inline"`
}

// sampleEvidence is a note, or a file that holds Content.
type sampleEvidence struct {
	EvidenceFields `yaml:",inline"`
	Content        string
}

type sampleDecision struct {
	Of             sampleFinding
	DecisionFields `yaml:",inline"`
}

type sampleAction struct {
	Of           string
	About        []sampleFinding
	ActionFields `yaml:",inline"`
}

// sampleFinding names a finding by what it is about; what is left empty is no
// matter.
type sampleFinding struct{ Kind, Asset, Control, Party string }

func (f sampleFinding) String() string {
	return strings.Join(strings.Fields(strings.Join([]string{f.Kind, f.Control, f.Asset, f.Party}, " ")), " ")
}

// readSampleScript reads the visits of all files of a folder, in the order of
// their names. A key may be written with underscores; one that nobody knows is
// an error.
func readSampleScript(files fs.FS, expand func(string) string) ([]sampleVisit, error) {
	names, err := fs.Glob(files, "week-*.yaml")
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, errors.New("there is no script in it")
	}
	var visits []sampleVisit
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		read, err := readSampleVisits(expand(string(data)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for i := range read {
			read[i].file = name
		}
		visits = append(visits, read...)
	}
	return visits, nil
}

func readSampleVisits(text string) ([]sampleVisit, error) {
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		return nil, err
	}
	withoutUnderscores(&document)
	plain, err := yaml.Marshal(&document)
	if err != nil {
		return nil, err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(plain))
	decoder.KnownFields(true)
	var visits []sampleVisit
	if err := decoder.Decode(&visits); err != nil {
		return nil, err
	}
	for _, visit := range visits {
		if visit.By == "" {
			return nil, fmt.Errorf("the visit of day %d does not say who came", visit.Day)
		}
		if _, err := time.Parse(clockLayout, visit.At); err != nil {
			return nil, fmt.Errorf("the visit of day %d does not say at which time", visit.Day)
		}
	}
	return visits, nil
}

// withoutUnderscores makes approved_until the approveduntil that the decoder
// finds a field by.
func withoutUnderscores(node *yaml.Node) {
	for i, child := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 0 {
			child.Value = strings.ReplaceAll(child.Value, "_", "")
		}
		withoutUnderscores(child)
	}
}
