// Package responsibilities is the screen on which duties get their owners: a
// tile for every control on every asset, and at the side what one cell, or a
// selection of cells, says.
package responsibilities
