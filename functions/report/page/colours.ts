/** Colours by role, light and dark. */
export const colours = `
:root {
  color-scheme: light dark;
  --page: #fff;
  --card: #f6f7f9;
  --ink: #1b1f24;
  --soft: #57606a;
  --line: #d8dce2;
  --good: #1a7f37;
  --bad: #cf222e;
  --warn: #8a5a00;
  --link: #0b57a8;
  --s1: #2266bb;
  --s2: #8c959f;
  --s3: #1f8a70;
  --s4: #b35900;
  --s5: #7a4fb5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171b;
    --card: #1c2127;
    --ink: #e6e9ed;
    --soft: #9aa4af;
    --line: #353c45;
    --good: #3fb950;
    --bad: #ff7b72;
    --warn: #d9a531;
    --link: #7cb3f2;
    --s1: #5b9be8;
    --s2: #7d8794;
    --s3: #3dbb9a;
    --s4: #e39046;
    --s5: #b08be6;
  }
}
`
