/**
 * What the container of long rebuilds runs: fetches the code from the bucket of assets, compares it
 * with the hash in the task's definition and runs it. It goes into that definition as its own text,
 * so it names nothing outside itself, and has no template literal, whose dollar sign CloudFormation
 * takes for a parameter's; the image has Node and no library.
 * @param digest SHA-256 of the object, a JSON of the files by their paths; index.js is the program.
 * @throws Error if the object is not the one that was deployed
 */
export async function fetchCode(
  bucket: string,
  key: string,
  digest: string,
  region: string,
  suffix: string,
): Promise<void> {
  const { createHash, createHmac } = process.getBuiltinModule('node:crypto')
  const { mkdirSync, mkdtempSync, writeFileSync } = process.getBuiltinModule('node:fs')
  const { createRequire } = process.getBuiltinModule('node:module')
  const { tmpdir } = process.getBuiltinModule('node:os')
  const { dirname, join } = process.getBuiltinModule('node:path')
  const env = process.env
  env.AWS_REGION = region

  // The task's role (Amazon ECS Developer Guide, "Task IAM role").
  const place =
    env.AWS_CONTAINER_CREDENTIALS_FULL_URI ??
    ['http://169.254.170.2', env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI].join('')
  const role = (await (await fetch(place)).json()) as Record<string, string>

  // Signature Version 4 (Amazon S3 API Reference, "Signature Calculations: Transferring Payload").
  const sha = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')
  const mac = (secret: string | Buffer, text: string) =>
    createHmac('sha256', secret).update(text).digest()
  const url = new URL(
    env.AWS_ENDPOINT_URL === undefined
      ? ['https://', bucket, '.s3.', region, '.', suffix, '/', key].join('')
      : [env.AWS_ENDPOINT_URL, '/', bucket, '/', key].join(''),
  )
  const at = new Date().toISOString().replace(/[:-]|\.\d+/g, '')
  const scope = [at.slice(0, 8), '/', region, '/s3/aws4_request'].join('')
  const headers: Record<string, string> = {
    host: url.host,
    'x-amz-content-sha256': sha(''),
    'x-amz-date': at,
    'x-amz-security-token': role.Token ?? '',
  }
  const names = Object.keys(headers).join(';')
  const asked = [
    'GET',
    url.pathname,
    '',
    ...Object.entries(headers).map(([name, value]) => [name, ':', value].join('')),
    '',
    names,
    sha(''),
  ].join('\n')
  const signing = [...scope.split('/')].reduce<Buffer | string>(
    (secret, part) => mac(secret, part),
    ['AWS4', role.SecretAccessKey].join(''),
  )
  const signature = mac(signing, ['AWS4-HMAC-SHA256', at, scope, sha(asked)].join('\n'))
  const { host: _, ...sent } = headers
  const answer = await fetch(url, {
    headers: {
      ...sent,
      authorization:
        'AWS4-HMAC-SHA256 Credential=' +
        role.AccessKeyId +
        '/' +
        scope +
        ', SignedHeaders=' +
        names +
        ', ' +
        'Signature=' +
        signature.toString('hex'),
    },
  })
  const body = Buffer.from(await answer.arrayBuffer())
  if (!answer.ok)
    throw new Error(['S3 answered ', answer.status, ' for ', bucket, '/', key].join(''))
  if (sha(body) !== digest)
    throw new Error(
      [bucket, '/', key, ' has the SHA-256 ', sha(body), ', expected ', digest].join(''),
    )

  const folder = mkdtempSync(join(tmpdir(), 'drydock-'))
  for (const [path, text] of Object.entries(JSON.parse(body.toString()) as object)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const program = createRequire(join(folder, 'index.js'))('./index.js')
  process.exit(await program.handler(env.DRYDOCK_EVENT))
}
