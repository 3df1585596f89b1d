import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { DarkThemeRegular } from "@fluentui/react-icons/svg/dark-theme";
import { usePreferences } from "../cache/use-preferences.tsx";
import { type ThemeChoice, themeChoices } from "../cache/window-database.ts";

export const themeWords: Readonly<Record<ThemeChoice, string>> = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
};

export function ThemeButton() {
  const { preferences, prefer } = usePreferences();
  return (
    <Menu
      checkedValues={{ theme: [preferences.theme] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const theme = themeChoices.find((choice) => choice === checkedItems[0]);
        if (theme !== undefined) prefer({ theme });
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<DarkThemeRegular />}
          aria-label={`Theme: ${themeWords[preferences.theme]}`}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {themeChoices.map((choice) => (
            <MenuItemRadio key={choice} name="theme" value={choice}>
              {themeWords[choice]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
