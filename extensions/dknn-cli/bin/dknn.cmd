@echo off
rem Starts dknn.jar of the zip or of the build, and sets the JVM's options.
rem arguments and paths may hold exclamation marks
setlocal EnableExtensions DisableDelayedExpansion
set "jar=%~dp0..\dknn.jar"
if not exist "%jar%" set "jar=%~dp0..\target\dknn.jar"
if not exist "%jar%" (
    echo dknn: build it first: mvnw -DskipTests package>&2
    exit /b 1
)

rem JAVA_HOME may have spaces, and quotes around them
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME:"=%\bin\java.exe"
set "found="
if defined JAVA_HOME if exist "%java%" set "found=yes"
if not defined JAVA_HOME where java.exe >nul 2>&1 && set "found=yes"
if not defined found (
    echo dknn: needs Java 17 or later; there is no "%java%">&2
    exit /b 1
)

rem help is over before the second compiler of the JVM is worth its start
set "quick="
if "%~1"=="" set "quick=-XX:TieredStopAtLevel=1"
if "%~1"=="--help" set "quick=-XX:TieredStopAtLevel=1"
if "%~1"=="--version" set "quick=-XX:TieredStopAtLevel=1"

rem two OpenMP threads on a busy machine spin against each other
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
"%java%" %quick% -XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow %DKNN_JAVA_OPTIONS% -jar "%jar%" %*
rem the last line: its exit code is that of the program
exit /b %errorlevel%
