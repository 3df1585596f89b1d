@echo off
rem The command line of the installed Reinstate. A batch file waits for the program to end; a prompt would not.
"%~dp0..\Reinstate.exe" %*
exit /b %ERRORLEVEL%
