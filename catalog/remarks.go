package catalog

import (
	"fmt"
	"strings"
)

// Remarks lists what is allowed in a composition but worth a look: hosting
// models without baselines for some controls, and baselines that call
// themselves better than a source nobody opened. They stand where the hosting
// model or the baseline does.
func Remarks(packs ...*Pack) []Problem {
	if len(packs) == 0 {
		return nil
	}
	var f faults
	c := combine(&faults{}, packs...)
	stated := map[string]bool{}
	for _, m := range c.baselines {
		stated[m.id] = true
		b := m.value
		if shown := b.Confidence(); shown != b.Declared {
			f.add(m.at, "the confidence is declared %s, but the source check %q shows it as %s", b.Declared, b.SourceCheck, shown)
		}
	}
	for _, model := range c.models {
		var missing []string
		for _, control := range c.controls {
			if !stated[model.id+"/"+control.id] {
				missing = append(missing, control.id)
			}
		}
		if len(missing) > 0 {
			f.add(model.at, "the hosting model %s has no baseline for %s: shown as unassigned, with low confidence", model.id, summary(missing))
		}
	}
	return f.sorted()
}

// summary lists ids, or only the first of many.
func summary(ids []string) string {
	const shown = 6
	if len(ids) <= shown {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more controls", strings.Join(ids[:shown], ", "), len(ids)-shown)
}
