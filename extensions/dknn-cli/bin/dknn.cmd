@echo off
rem Starts dknn.jar of the zip or of the build, and sets the JVM's options.
setlocal
set "jar=%~dp0..\dknn.jar"
if not exist "%jar%" set "jar=%~dp0..\target\dknn.jar"
if not exist "%jar%" (
    echo dknn: build it first: mvnw -DskipTests package 1>&2
    exit /b 1
)
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
"%java%" -XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow %DKNN_JAVA_OPTIONS% -jar "%jar%" %*
exit /b %errorlevel%
