package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Theme makes the toolkit's own parts follow this appearance.
func (l *Look) Theme() fyne.Theme { return appearance{l} }

type appearance struct{ look *Look }

var themeRoles = map[fyne.ThemeColorName]Role{
	theme.ColorNameBackground: Surface, theme.ColorNameForeground: Text, theme.ColorNameButton: Raised,
	theme.ColorNameDisabled: Text3, theme.ColorNameDisabledButton: Raised, theme.ColorNameError: Alarm,
	theme.ColorNameForegroundOnError: OnAlarm, theme.ColorNameForegroundOnPrimary: OnAccent,
	theme.ColorNameHeaderBackground: Surface, theme.ColorNameHover: Hover, theme.ColorNameHyperlink: Accent,
	theme.ColorNameInputBackground: Surface, theme.ColorNameInputBorder: Edge, theme.ColorNameMenuBackground: Surface,
	theme.ColorNameOverlayBackground: Surface, theme.ColorNamePlaceHolder: Text3, theme.ColorNamePressed: Selection,
	theme.ColorNamePrimary: Accent, theme.ColorNameSelection: Selection, theme.ColorNameSeparator: Hairline,
	theme.ColorNameScrollBar: Edge, theme.ColorNameFocus: Selection,
}

func (a appearance) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameShadow {
		return color.Transparent // what is scrolled ends at a line, not in a haze
	}
	if role, ok := themeRoles[name]; ok {
		return a.look.Colour(role)
	}
	variant := theme.VariantLight
	if a.look.Dark {
		variant = theme.VariantDark
	}
	return theme.DefaultTheme().Color(name, variant)
}

func (a appearance) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace || style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return a.look.Face(SemiBold)
	}
	return a.look.Face(Regular)
}

func (a appearance) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

var themeSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText: 13, theme.SizeNameCaptionText: 11, theme.SizeNameHeadingText: 20, theme.SizeNameSubHeadingText: 17,
	theme.SizeNamePadding: 4, theme.SizeNameInnerPadding: 6, theme.SizeNameLineSpacing: 4, theme.SizeNameInlineIcon: 16,
	theme.SizeNameScrollBar: 10, theme.SizeNameScrollBarSmall: 4, theme.SizeNameScrollBarRadius: 3,
	theme.SizeNameInputBorder: 1, theme.SizeNameInputRadius: 4, theme.SizeNameSelectionRadius: 0, theme.SizeNameSeparatorThickness: 1,
}

func (a appearance) Size(name fyne.ThemeSizeName) float32 {
	if size, ok := themeSizes[name]; ok {
		return a.look.S(size)
	}
	return a.look.S(theme.DefaultTheme().Size(name))
}
