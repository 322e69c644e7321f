package catalog

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"demarc/assess"
)

// recognitionChanges tells by how much the services and indicators differ, and
// every weight of sightings that does. No cell depends on them.
func recognitionChanges(old, new *assess.Catalogue) []Change {
	var c Change
	c.What = slices.Concat(
		tally("services", old.Services, new.Services, func(s *assess.Service) string { return s.ID }),
		tally("indicators", old.Indicators, new.Indicators, (*assess.Indicator).ID),
		sightingScoringChanges(old.SightingScoring, new.SightingScoring),
	)
	return appendChange(nil, c)
}

// tally counts what is new, changed and withdrawn: "services: 3 new".
func tally[T any](what string, old, new []T, id func(*T) string) []string {
	before := make(map[string]*T, len(old))
	for i := range old {
		before[id(&old[i])] = &old[i]
	}
	added, changed, kept := 0, 0, 0
	for i := range new {
		was, known := before[id(&new[i])]
		switch {
		case !known:
			added++
			continue
		case !reflect.DeepEqual(*was, new[i]):
			changed++
		}
		kept++
	}
	var parts []string
	for _, part := range []struct {
		n    int
		word string
	}{{added, "new"}, {changed, "changed"}, {len(old) - kept, "withdrawn"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.word))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return []string{what + ": " + strings.Join(parts, ", ")}
}

func sightingScoringChanges(old, new *assess.SightingScoring) []string {
	switch {
	case old == nil && new == nil:
		return nil
	case old == nil:
		return []string{"weights of sightings: new"}
	case new == nil:
		return []string{"weights of sightings: withdrawn"}
	}
	var list []string
	for _, number := range sightingNumbers {
		if before, after := number.get(old), number.get(new); before != after {
			list = append(list, difference("sightings "+number.key, strconv.Itoa(before), strconv.Itoa(after)))
		}
	}
	for _, bound := range []struct {
		key           string
		before, after assess.Severity
	}{{"sightings weak_cap", old.WeakCap, new.WeakCap}, {"sightings attempt_cap", old.AttemptCap, new.AttemptCap}} {
		if bound.before != bound.after {
			list = append(list, difference(bound.key, string(bound.before), string(bound.after)))
		}
	}
	return list
}
