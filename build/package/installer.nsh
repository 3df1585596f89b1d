; Behind -- nothing is an option, whatever the link holds.
; Links that open a screen: reinstate://timeline. The installer writes them for all users; the application needs no right to.
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\reinstate" "" "URL:Reinstate"
  WriteRegStr SHELL_CONTEXT "Software\Classes\reinstate" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\reinstate\DefaultIcon" "" "$INSTDIR\Reinstate.exe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\reinstate\shell\open\command" "" '"$INSTDIR\Reinstate.exe" "--" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\reinstate"
!macroend
