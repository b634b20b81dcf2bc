// Draws land and borders once, at build time: `node tools/map/build.mjs` writes cities/mapping/land.json.
//
// The projections are those of cities/mapping/projections.py, so that a city's point lands where its country is drawn.
import { readFileSync, writeFileSync } from "node:fs";
import { geoArea, geoAzimuthalEqualArea, geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const root = new URL("../../", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(`node_modules/world-atlas/${name}`, root)));

const SMALLEST_IN_EUROPE = 4e-6; // steradians: islands no larger than a dot are left out
const world = read("land-110m.json");
const europe = read("land-50m.json");

const equalEarth = geoEqualEarth().scale(172.5).translate([480, 235]).rotate([-11, 0]).precision(0.3);
const lambert = geoAzimuthalEqualArea().rotate([-12, -54]).scale(900).translate([320, 330]).precision(0.3)
  .clipExtent([[0, 0], [640, 600]]);

function large(collection, smallest) {
  const polygons = collection.features.flatMap((each) =>
    each.geometry.type === "Polygon" ? [each.geometry.coordinates] : each.geometry.coordinates);
  const kept = polygons.filter((coordinates) => geoArea({ type: "Polygon", coordinates }) > smallest);
  return { type: "MultiPolygon", coordinates: kept };
}

// Points closer than the eye can tell apart on this picture are left out; the rest are steps from the one before.
function thinned(path, least) {
  return path.split("Z").map((ring) => {
    const kept = [];
    for (const pair of ring.replace(/^M/, "").split("L")) {
      const [x, y] = pair.split(",").map((number) => Math.round(Number(number) * 10));
      const last = kept.at(-1);
      if (!last || Math.hypot(x - last[0], y - last[1]) >= least * 10) kept.push([x, y]);
    }
    if (kept.length < 3) return "";
    const steps = kept.slice(1).map(([x, y], at) => [x - kept[at][0], y - kept[at][1]]);
    return `M${kept[0].map((each) => each / 10)}l` + steps.map((step) => step.map((each) => each / 10)).join(" ") + "Z";
  }).join("");
}

const land = (topology) => feature(topology, topology.objects.land);
const withoutAntarctica = (geometry) => ({
  ...geometry,
  coordinates: geometry.coordinates.filter((polygon) => Math.max(...polygon[0].map((point) => point[1])) > -60),
});

const pictures = {
  world: {
    width: 960, height: 440,
    land: thinned(geoPath(equalEarth)(withoutAntarctica(large(land(world), 1e-5))), 1.4),
  },
  europe: {
    width: 640, height: 600,
    land: thinned(geoPath(lambert)(large(land(europe), SMALLEST_IN_EUROPE)), 1.8),
  },
};
writeFileSync(new URL("cities/mapping/land.json", root), JSON.stringify(pictures, null, 1) + "\n");
for (const [name, picture] of Object.entries(pictures)) console.log(name, picture.land.length);
