package cli

import (
	"bytes"
	"encoding/json"
	"path/filepath"

	"demarc/engagement"
	"demarc/history"
)

// mergeAnswers is a file that answers conflicts: what --dry-run --json wrote,
// with every "take" filled in. Which laptop's side is ours goes by the heads.
type mergeAnswers struct {
	name      string
	Head      string `json:"head"`
	OtherHead string `json:"other_head"`
	Conflicts []struct {
		ID   string          `json:"id"`
		Take json.RawMessage `json:"take"`
	} `json:"conflicts"`
	taken map[string]history.Answer
}

// readAnswersFile reads such a file; without a path there are no answers.
func readAnswersFile(path string) (*mergeAnswers, error) {
	if path == "" {
		return &mergeAnswers{}, nil
	}
	name := filepath.Base(path)
	data, err := readText(path, 256<<20)
	if err != nil {
		return nil, wrong("the answers %s cannot be read: %v", name, err).with("make the file with demarc merge --dry-run --json")
	}
	answers, err := readAnswers(data)
	if err != nil {
		return nil, wrong("the answers %s: %v", name, err).with("fill in the \"take\" of what demarc merge --dry-run --json wrote")
	}
	answers.name = name
	return answers, nil
}

func readAnswers(data []byte) (*mergeAnswers, error) {
	answers := &mergeAnswers{taken: map[string]history.Answer{}}
	if err := json.Unmarshal(data, answers); err != nil {
		return nil, wrong("it is not the JSON that was listed").plain()
	}
	for _, c := range answers.Conflicts {
		answer, given, err := readTake(c.Take)
		if err != nil {
			return nil, wrong("conflict %.40q: %v", c.ID, err).plain()
		}
		if _, twice := answers.taken[c.ID]; twice {
			return nil, wrong("conflict %.40q is answered twice", c.ID).plain()
		}
		if given {
			answers.taken[c.ID] = answer
		}
	}
	return answers, nil
}

// readTake reads one answer: a side, both, or fields of one's own.
func readTake(take json.RawMessage) (answer history.Answer, given bool, err error) {
	var choice string
	if len(take) == 0 || json.Unmarshal(take, &choice) == nil {
		switch history.Choice(choice) {
		case "":
			return history.Answer{}, false, nil
		case history.ChooseOurs, history.ChooseTheirs, engagement.ChooseBoth:
			return history.Answer{Choice: history.Choice(choice)}, true, nil
		}
		return history.Answer{}, false, wrong("%.40q is no answer: take ours, theirs or both, or give fields", choice).plain()
	}
	var own struct {
		Fields *history.Fields `json:"fields"`
	}
	decoder := json.NewDecoder(bytes.NewReader(take))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&own); err != nil || own.Fields == nil {
		return history.Answer{}, false, wrong("its take is neither a side nor fields with texts").plain()
	}
	return history.Answer{Choice: history.ChooseOwn, Own: *own.Fields}, true, nil
}

// fitting returns the answers, unless they were given for other heads: then
// ours may be theirs.
func (f *mergeAnswers) fitting(m *engagement.Merging) (map[string]history.Answer, error) {
	ours, theirs := m.Heads()
	if f.Head != "" && f.Head != ours.String() || f.OtherHead != "" && f.OtherHead != theirs.String() {
		return nil, wrong("the answers in %s are for another merge, or one side was changed since", f.name).
			with("list the conflicts again with demarc merge --dry-run --json")
	}
	return f.taken, nil
}
