// Package app is the window: its frame, the navigation, the palette, the keys
// and the start screen. The screens are packages of their own beneath it; all
// of them draw what engagement says and decide nothing.
//
// Everything here runs on the toolkit's goroutine. When theme, size of text or
// language change, the window's content is made anew.
package app
