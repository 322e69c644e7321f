// Package marks holds how states look, wherever they are drawn: which tile a
// cell gets, its mark as a path, its colours in light and dark. Window and
// report draw from here, so that a state looks the same in both.
package marks
