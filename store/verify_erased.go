package store

import (
	"demarc/assess"
	"demarc/history"
)

// erasures notes what a commit forgets, and what was erased in it.
func (c *verifier) erasures(commit history.Commit) {
	c.found.Erased += len(commit.Erased)
	for _, ref := range commit.Erased {
		c.erased[ref] = append(c.erased[ref], commit.ID)
	}
	if commit.Header.Kind != history.KindForget {
		return
	}
	for _, change := range commit.Changes {
		if change.Forgets() {
			c.forgotten[change.Ref] = append(c.forgotten[change.Ref], commit.ID)
		}
	}
}

// asked checks that nothing was erased but what a commit forgets, in commits
// that do not follow it: whoever takes changes away otherwise is seen.
func (c *verifier) asked() error {
	before := map[history.ID]map[history.ID]bool{} // forget commits, and those that do not follow them
	for ref, commits := range c.erased {
		for _, commit := range commits {
			if !c.wasForgotten(before, ref, commit) {
				c.problem("commit %s: the change of %s %s was erased, and nobody forgot that record", commit.Short(), ref.Kind, ref.Key)
			}
		}
	}
	return c.ctx.Err()
}

func (c *verifier) wasForgotten(before map[history.ID]map[history.ID]bool, ref assess.Ref, commit history.ID) bool {
	for _, forget := range c.forgotten[ref] {
		if before[forget] == nil {
			before[forget] = map[history.ID]bool{}
			for _, id := range c.graph.NotAfter(forget) {
				before[forget][id] = true
			}
		}
		if before[forget][commit] {
			return true
		}
	}
	return false
}

// reached checks that every commit leads to the head: one that does not was put
// there by nobody.
func (c *verifier) reached() error {
	if c.graph.Len() == 0 || len(c.known) != c.graph.Len() {
		return nil // said already
	}
	if stray := c.graph.Len() - len(c.graph.Missing(history.ID{}, c.last.ID)); stray > 0 {
		c.problem("the last commit does not follow %d of the others", stray)
	}
	return nil
}
