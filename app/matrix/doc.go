// Package matrix is the widget of the Responsibilities screen: assets as rows,
// controls as columns and a tile in every cell. It knows nothing of engagements:
// what it shows comes from a Model, and what is done with a selection is told to
// whoever set the callbacks.
//
// Tiles, heads and names are drawn as three pictures, in pixels, so that every
// edge is sharp at every scale of the screen; the rings around the selection and
// the scroll bars lie over them. A Matrix stands on the colour look.Surface.
package matrix
