// Package past is the history: every commit as a sentence, what it changed,
// and what can be taken back.
package past
