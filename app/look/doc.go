// Package look is how the window looks: its colours, type and spacing, and the
// small parts that every screen is made of. It knows nothing of engagements.
//
// A Look is one appearance (light or dark, at one size of text). Parts are made
// by its methods and keep to it; when the appearance changes, the window is made
// anew with another Look.
package look
